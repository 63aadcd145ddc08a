package io.prefixwatch.bgp.mrt;

import static io.prefixwatch.bgp.fixture.MrtBuilder.entry;
import static io.prefixwatch.bgp.fixture.MrtBuilder.head;
import static io.prefixwatch.bgp.fixture.MrtBuilder.peerTable;
import static io.prefixwatch.bgp.fixture.MrtBuilder.routes;
import static io.prefixwatch.bgp.fixture.MrtBuilder.tableDump;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.anAnnouncement;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.fixture.MrtBuilder;
import io.prefixwatch.bgp.fixture.MrtTranscript;
import io.prefixwatch.bgp.fixture.UpdateBuilder;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.update.AttributeDecoder;
import io.prefixwatch.bgp.update.UpdateDecoder;
import io.prefixwatch.bgp.update.UpdateScan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A whole recording: the way from a record to a scan, and what damage does. */
class MrtParserTest {

  private static final String ATTRIBUTES =
      (UpdateBuilder.ORIGIN + UpdateBuilder.AS_PATH + UpdateBuilder.NEXT_HOP).replace(" ", "");

  private static final byte[] FILE =
      new MrtBuilder()
          .record(13, 1, peerTable())
          .record(13, 2, routes(entry(0, "", ATTRIBUTES), entry(1, "", ATTRIBUTES)))
          .record(12, 1, tableDump("400101 00 400206 0202 fbf0 fbf1 400304 c0000201"))
          .record(16, 5, head(true) + "0005 0006")
          .record(17, 4, "0001e240" + head(true) + Hex.hex(anAnnouncement().build()))
          .record(
              16,
              1,
              head(false) + Hex.hex(UpdateBuilder.anUpdate().withdrawing("203.0.113.0/24").build()))
          .record(11, 0, "00")
          .build();

  /** Scans everything in place, the way replay and dump do. */
  private static final class ScanningHandler implements MrtHandler {

    private final UpdateScan scan = new UpdateScan();
    private final List<String> routes = new ArrayList<>();

    @Override
    public void message(RecordedMessage message) {
      if (message.type() != MessageType.UPDATE) {
        return;
      }
      scan.scan(message.buffer(), message.from(), message.length(), message.context());
      UpdateDecoder.decode(scan)
          .announced()
          .forEach(route -> routes.add("+" + route.nlri().prefix()));
      UpdateDecoder.decode(scan).withdrawn().forEach(nlri -> routes.add("-" + nlri.prefix()));
    }

    @Override
    public void ribEntry(RecordedRibEntry entry) {
      Disposition outcome =
          scan.scanRibEntry(
              entry.buffer(),
              entry.attributesFrom(),
              entry.attributesLength(),
              entry.context(),
              entry.ipv6());
      routes.add(
          outcome
              + " "
              + AttributeDecoder.decode(scan.attributes(), entry.context().as4(), null).asPath());
    }

    @Override
    public void stateChange(RecordedStateChange change) {}

    @Override
    public void malformed(MrtFault fault) {}

    @Override
    public void unsupported(int type, int subtype) {}
  }

  @Test
  void handsOutOctetsThatAScanReadsInPlace() throws IOException {
    ScanningHandler handler = new ScanningHandler();

    new MrtParser(handler).parseAll(new MrtReader(new ByteArrayInputStream(FILE)));

    assertThat(handler.routes)
        .containsExactly(
            "NONE 64496 64497",
            "NONE 64496 64497",
            "NONE 64496 64497",
            "+203.0.113.0/24",
            "-203.0.113.0/24");
  }

  @Test
  void readsOneRecordAfterTheOther() {
    assertThat(MrtTranscript.of(FILE)).hasSize(7).noneMatch(line -> line.contains("malformed"));
  }

  @Test
  void readsTheWholeRecordsOfAFileCutAtAnyOctet() {
    List<String> whole = MrtTranscript.of(FILE);

    for (int length = 0; length < FILE.length; length++) {
      List<String> lines = MrtTranscript.of(Arrays.copyOf(FILE, length));
      int told = (int) lines.stream().filter(line -> !line.startsWith("broken")).count();

      assertThat(lines.subList(0, told)).isEqualTo(whole.subList(0, told));
      assertThat(lines.size() - told).isBetween(0, 1);
    }
  }

  @Test
  void survivesAnyOctetChangedAndAnyGarbage() throws IOException {
    Random random = new Random(20261120);
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = FILE.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      MrtReader reader = new MrtReader(new ByteArrayInputStream(damaged));
      new MrtParser(new ScanningHandler()).parseAll(reader);
      assertThat(reader.buffer().length).isLessThan(1 << 17);
    }
  }

  @Test
  void namesTheSamePeerWithTheSameObject() throws IOException {
    List<RecordedPeer> peers = new ArrayList<>();
    MrtHandler handler = new PeerNotes(peers);
    byte[] file =
        new MrtBuilder()
            .record(16, 5, head(true) + "0001 0002")
            .record(16, 5, head(true) + "0002 0003")
            .build();

    new MrtParser(handler).parseAll(new MrtReader(new ByteArrayInputStream(file)));

    assertThat(peers).hasSize(2);
    assertThat(peers.get(0)).isSameAs(peers.get(1));
  }

  /** Notes whose state changed. */
  private record PeerNotes(List<RecordedPeer> peers) implements MrtHandler {

    @Override
    public void message(RecordedMessage message) {}

    @Override
    public void ribEntry(RecordedRibEntry entry) {}

    @Override
    public void stateChange(RecordedStateChange change) {
      peers.add(change.peer());
    }

    @Override
    public void malformed(MrtFault fault) {}

    @Override
    public void unsupported(int type, int subtype) {}
  }
}
