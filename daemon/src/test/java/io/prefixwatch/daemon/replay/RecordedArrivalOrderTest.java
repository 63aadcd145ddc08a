package io.prefixwatch.daemon.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.mrt.MrtFault;
import io.prefixwatch.bgp.mrt.MrtHandler;
import io.prefixwatch.bgp.mrt.RecordedMessage;
import io.prefixwatch.bgp.mrt.RecordedRibEntry;
import io.prefixwatch.bgp.mrt.RecordedStateChange;
import io.prefixwatch.bgp.update.AttributeDecoder;
import io.prefixwatch.bgp.update.NlriCursor;
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.daemon.feed.mrt.MrtFile;
import io.prefixwatch.daemon.fixture.SharedData;
import io.prefixwatch.monitor.registry.Registry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five minutes of a real collector: whatever order its peers' messages of one second arrive in, the
 * same is found. Half of what is registered is registered with another origin.
 */
class RecordedArrivalOrderTest {

  private static final int ORDERS = 20;

  @TempDir private Path temp;

  @Test
  void findsTheSameInEachOrder() throws IOException {
    Path file = SharedData.path("mrt/ris.rrc06.updates.1427846400.gz");
    Registry registry = Outcome.registry(temp, configuration(origins(file)));
    byte[] recording;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      recording = in.readAllBytes();
    }
    List<PeerRecord> records = PeerRecord.of(recording);

    Outcome outcome = Outcome.of(registry, recording, temp);

    assertThat(Outcome.of(registry, recording, temp).lines()).isEqualTo(outcome.lines());
    assertThat(outcome.set()).hasSizeGreaterThan(100);
    Random random = new Random(5);
    for (int order = 0; order < ORDERS; order++) {
      List<PeerRecord> other = PeerRecord.interleaved(records, PeerRecord::second, random);
      assertThat(Outcome.of(registry, PeerRecord.join(other), temp).set())
          .as("order %d", order)
          .isEqualTo(outcome.set());
    }
  }

  private static String configuration(Map<String, Long> origins) {
    StringBuilder yaml =
        new StringBuilder(
            """
            speaker: {asn: 64500, router-id: 192.0.2.1}
            sessions: [{id: other, kind: collector, peer: {address: 192.0.2.9, asn: 64499}}]
            registrations:
            """);
    int number = 0;
    for (Map.Entry<String, Long> entry : origins.entrySet()) {
      long origin = number % 2 == 0 ? 64501 : entry.getValue();
      yaml.append(
          "  - {id: r%d, customer: C, prefixes: [{prefix: \"%s\", origins: [%d]}]}%n"
              .formatted(number, entry.getKey(), origin));
      number++;
    }
    return yaml.toString();
  }

  private static Map<String, Long> origins(Path recording) throws IOException {
    Origins origins = new Origins();
    try (MrtFile file = MrtFile.open(recording)) {
      file.readAll(origins);
    }
    return origins.last;
  }

  /** The last origin of each IPv4 prefix. */
  private static final class Origins implements MrtHandler {

    private final Map<String, Long> last = new TreeMap<>();
    private final UpdateScan scan = new UpdateScan();

    @Override
    public void message(RecordedMessage message) {
      if (message.type() != MessageType.UPDATE) {
        return;
      }
      scan.scan(message.buffer(), message.from(), message.length(), message.context());
      NlriCursor announced = scan.announcedPlain();
      while (announced.next()) {
        AsPath path = AttributeDecoder.decode(scan.attributes(), message.as4(), null).asPath();
        last.put(announced.toNlri().prefix().toString(), path.hop(path.hopCount() - 1));
      }
    }

    @Override
    public void ribEntry(RecordedRibEntry entry) {}

    @Override
    public void stateChange(RecordedStateChange change) {}

    @Override
    public void malformed(MrtFault fault) {}

    @Override
    public void unsupported(int type, int subtype) {}
  }
}
