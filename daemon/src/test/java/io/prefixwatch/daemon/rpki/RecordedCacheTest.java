package io.prefixwatch.daemon.rpki;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.rtr.RtrClient;
import io.prefixwatch.bgp.rtr.RtrFault;
import io.prefixwatch.bgp.rtr.RtrFrame;
import io.prefixwatch.bgp.rtr.RtrPdu.AspaChange;
import io.prefixwatch.bgp.rtr.RtrPdu.ErrorReport;
import io.prefixwatch.bgp.rtr.RtrPdu.PrefixChange;
import io.prefixwatch.bgp.rtr.RtrPort;
import io.prefixwatch.bgp.rtr.RtrTiming;
import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.fixture.SharedData;
import io.prefixwatch.daemon.rpki.file.RpkiFile;
import io.prefixwatch.monitor.rpki.Slurm;
import io.prefixwatch.monitor.rpki.SourceData;
import io.prefixwatch.monitor.rpki.SourceUnion;
import io.prefixwatch.monitor.rpki.VrpDifference;
import io.prefixwatch.monitor.rpki.VrpTable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What StayRTR really sent, octet for octet, against the file that it was fed from. */
class RecordedCacheTest {

  /** Keeps what is committed, in a real set of data. */
  private static final class Port implements RtrPort {
    private final CacheData data = new CacheData();
    private final List<String> did = new ArrayList<>();
    private final List<VrpTable> committed = new ArrayList<>();
    private int aspas;

    @Override
    public void send(byte[] pdu) {
      did.add("sent " + pdu[1]);
    }

    @Override
    public void close(String reason) {
      did.add("closed");
    }

    @Override
    public void begin(boolean everything) {
      data.begin(everything);
    }

    @Override
    public @Nullable RtrFault changed(PrefixChange change) {
      return data.changed(change);
    }

    @Override
    public @Nullable RtrFault changed(AspaChange change) {
      aspas++;
      return data.changed(change);
    }

    @Override
    public @Nullable RtrFault commit(long serial, RtrTiming timing) {
      RtrFault fault = data.commit();
      committed.add(Objects.requireNonNull(data.data(true).anchors().get("")));
      return fault;
    }

    @Override
    public void flush(String reason) {
      did.add("flushed");
    }

    @Override
    public void report(ErrorReport report) {
      did.add("report " + report.code());
    }
  }

  private final Port port = new Port();
  private final RtrClient client = new RtrClient(port);

  private void play(String file) throws IOException {
    byte[] stream = Files.readAllBytes(SharedData.path("rpki/" + file));
    int at = 0;
    for (int length = RtrFrame.next(stream, at, stream.length);
        length > 0;
        length = RtrFrame.next(stream, at, stream.length)) {
      client.received(stream, at, length);
      at += length;
    }
    assertThat(at).isEqualTo(stream.length);
  }

  private static VrpTable sample(String file) {
    SourceData data =
        RpkiFile.read(
            SharedData.path("rpki/" + file), Position.startOf("main.yaml"), new Problems(false));
    return SourceUnion.of(List.of(Objects.requireNonNull(data)), Slurm.NONE).knownVrps();
  }

  private static void assertSame(VrpTable actual, VrpTable expected) {
    assertThat(actual.size()).isEqualTo(expected.size());
    assertThat(VrpDifference.between(actual, expected).isEmpty()).isTrue();
  }

  @Test
  void loadsVersion0() throws IOException {
    client.connected();
    play("rtr-v0-reset.bin");

    assertThat(client.version()).isZero();
    assertSame(port.committed.get(0), sample("sample-1.json"));
  }

  @Test
  void loadsVersion1AndThenTheRealChange() throws IOException {
    client.connected();
    play("rtr-v1-reset-then-delta.bin");

    assertThat(client.version()).isEqualTo(1);
    assertThat(port.committed).hasSize(2);
    assertSame(port.committed.get(0), sample("sample-1.json"));
    assertSame(port.committed.get(1), sample("sample-2.json"));
    assertThat(port.did).containsExactly("sent 2", "sent 1");
  }

  @Test
  void readsTheAspasOfDraft10() throws IOException {
    client.connected();
    play("rtr-v2draft10-aspa.bin");

    assertThat(port.aspas).isEqualTo(150);
    assertThat(port.committed.get(0).size()).isEqualTo(40);
    assertThat(port.did).containsExactly("sent 2");
  }

  @Test
  void learnsTheVersionFromAnErrorReport() throws IOException {
    client.connected();
    play("rtr-v9-reset.bin");

    assertThat(client.version()).isZero();
    assertThat(port.did).containsExactly("sent 2", "report 4", "closed");
  }

  @Test
  void takesTheErrorThatAnswersAForeignSessionForAReset() throws IOException {
    client.connected();
    play("rtr-v1-reset.bin");
    client.closed();
    port.did.clear();

    client.connected();
    play("rtr-v1-serialquery-wrong-session.bin");
    client.closed();
    client.connected();

    assertThat(port.did).containsExactly("sent 1", "report 0", "closed", "sent 2");
  }
}
