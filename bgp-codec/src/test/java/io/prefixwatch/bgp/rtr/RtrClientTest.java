package io.prefixwatch.bgp.rtr;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.rtr.RtrPdu.AspaChange;
import io.prefixwatch.bgp.rtr.RtrPdu.ErrorReport;
import io.prefixwatch.bgp.rtr.RtrPdu.PrefixChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The router's side, against a cache that is a list of PDUs. */
class RtrClientTest {

  /** Remembers what the client does. */
  private static final class Recorder implements RtrPort {
    private final List<String> did = new ArrayList<>();

    List<String> taken() {
      List<String> all = List.copyOf(did);
      did.clear();
      return all;
    }

    @Override
    public void send(byte[] pdu) {
      did.add("send " + Octets.of(pdu).hex());
    }

    @Override
    public void close(String reason) {
      did.add("close");
    }

    @Override
    public void begin(boolean everything) {
      did.add(everything ? "all" : "changes");
    }

    @Override
    public @Nullable RtrFault changed(PrefixChange change) {
      did.add((change.announce() ? "+" : "-") + change.prefix());
      return change.announce() ? null : new RtrFault(RtrFault.UNKNOWN_WITHDRAWAL, "not there");
    }

    @Override
    public @Nullable RtrFault changed(AspaChange change) {
      did.add("aspa " + change.customer());
      return null;
    }

    @Override
    public @Nullable RtrFault commit(long serial, RtrTiming timing) {
      did.add("commit " + serial);
      return null;
    }

    @Override
    public void flush(String reason) {
      did.add("flush");
    }

    @Override
    public void report(ErrorReport report) {
      did.add("report " + report.code());
    }
  }

  private static final String RESET_2 = "send 0202000000000008";
  private static final String RESET_1 = "send 0102000000000008";

  private final Recorder port = new Recorder();
  private final RtrClient client = new RtrClient(port);

  private void give(byte[]... pdus) {
    for (byte[] pdu : pdus) {
      client.received(pdu, 0, pdu.length);
    }
  }

  private void sync(int version, int session, int serial) {
    client.connected();
    give(
        Pdus.response(version, session),
        Pdus.prefix(version, true),
        Pdus.end(version, session, serial));
    port.taken();
  }

  @Test
  void asksForEverythingAndCommitsWhenItIsThere() {
    client.connected();
    give(Pdus.response(2, 5), Pdus.prefix(2, true), Pdus.end(2, 5, 7));

    assertThat(port.taken()).containsExactly(RESET_2, "all", "+203.0.113.0/24", "commit 7");
    assertThat(client.state()).isEqualTo(RtrClient.State.IDLE);
  }

  @Test
  void asksForNewsWhenTheCacheSaysSo() {
    sync(2, 5, 7);

    give(Pdus.notify(2, 5, 8), Pdus.response(2, 5), Pdus.end(2, 5, 8), Pdus.notify(2, 5, 8));

    assertThat(port.taken())
        .containsExactly("send 020100050000000c00000007", "changes", "commit 8");
  }

  @Test
  void followsACacheThatSpeaksAnOlderVersion() {
    client.connected();
    give(Pdus.notify(1, 5, 7), Pdus.response(1, 5), Pdus.end(1, 5, 7));

    assertThat(client.version()).isEqualTo(1);
    assertThat(port.taken()).containsExactly(RESET_2, "all", "commit 7");
  }

  @Test
  void triesTheVersionThatAnErrorNames() {
    client.connected();
    give(Pdus.error(1, 4));
    client.closed();
    client.connected();

    assertThat(port.taken()).containsExactly(RESET_2, "report 4", "close", RESET_1);
  }

  @Test
  void triesAnOlderVersionWhereTheCacheJustHangsUp() {
    client.connected();
    client.closed();
    client.connected();

    assertThat(port.taken()).containsExactly(RESET_2, RESET_1);
  }

  @Test
  void refusesAVersionThatChangesInTheMiddle() {
    sync(1, 5, 7);

    give(Pdus.notify(2, 5, 8));

    assertThat(port.taken()).hasSize(2).first().asString().startsWith("send 010a0008");
    assertThat(client.state()).isEqualTo(RtrClient.State.CLOSED);
  }

  @Test
  void asksForEverythingAfterACacheReset() {
    sync(1, 5, 7);

    client.refresh();
    give(Pdus.pdu(1, 8, 0, ""), Pdus.response(1, 5));

    assertThat(port.taken()).containsExactly("send 010100050000000c00000007", RESET_1, "all");
  }

  @Test
  void asksForEverythingAfterAnErrorThatAnswersASerial() {
    sync(1, 5, 7);

    client.refresh();
    give(Pdus.error(1, 0));
    client.closed();
    client.connected();

    assertThat(port.taken())
        .containsExactly("send 010100050000000c00000007", "report 0", "close", RESET_1);
  }

  @Test
  void resumesAfterALostConnection() {
    sync(1, 5, 7);

    client.closed();
    client.connected();

    assertThat(port.taken()).containsExactly("send 010100050000000c00000007");
  }

  @Test
  void flushesWhatAnotherSessionSaid() {
    sync(1, 5, 7);

    client.refresh();
    give(Pdus.response(1, 6));
    client.closed();
    client.connected();

    assertThat(port.taken())
        .contains("flush", "close")
        .first()
        .isEqualTo("send 010100050000000c00000007");
    assertThat(client.serial()).isEqualTo(-1);
  }

  @Test
  void waitsForACacheThatHasNoDataYet() {
    client.connected();
    give(Pdus.error(2, 2));

    assertThat(port.taken()).containsExactly(RESET_2, "report 2");
    client.refresh();
    assertThat(port.taken()).containsExactly(RESET_2);
  }

  @Test
  void endsASessionWhoseWithdrawalIsUnknownAndCommitsNothing() {
    sync(1, 5, 7);

    client.refresh();
    give(Pdus.response(1, 5), Pdus.prefix(1, false), Pdus.end(1, 5, 8));

    assertThat(port.taken()).contains("close").doesNotContain("commit 8");
    assertThat(client.serial()).isEqualTo(-1);
  }

  @Test
  void neverAnswersAnErrorReport() {
    sync(1, 5, 7);

    give(Pdus.error(1, 1), Pdus.error(1, 1));

    assertThat(port.taken()).containsExactly("report 1", "close");
  }

  @Test
  void refusesDataThatNobodyAskedFor() {
    sync(1, 5, 7);

    give(Pdus.prefix(1, true));

    assertThat(port.taken()).hasSize(2).last().isEqualTo("close");
  }

  @Test
  void takesOnlyTimesThatAreInRange() {
    RtrPdu.EndOfData odd = new RtrPdu.EndOfData(1, 1, 0, 99_999, 100);
    RtrPdu.EndOfData early = new RtrPdu.EndOfData(1, 1, 86_400, 1, 600);

    assertThat(RtrTiming.of(odd)).isEqualTo(RtrTiming.DEFAULT);
    assertThat(RtrTiming.of(early)).isEqualTo(new RtrTiming(86_400, 1, 86_401));
  }
}
