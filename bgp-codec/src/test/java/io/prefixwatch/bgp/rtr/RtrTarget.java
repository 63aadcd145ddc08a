package io.prefixwatch.bgp.rtr;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.Costs;
import io.prefixwatch.bgp.rtr.RtrPdu.AspaChange;
import io.prefixwatch.bgp.rtr.RtrPdu.ErrorReport;
import io.prefixwatch.bgp.rtr.RtrPdu.PrefixChange;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Whatever a cache sends is read or refused, and nothing is done with it after that. */
final class RtrTarget {

  private final Costs costs = new Costs("rtr");

  /** Takes the octets of a connection. */
  void check(byte[] stream) {
    Port port = new Port();
    RtrClient client = new RtrClient(port);
    client.connected();
    int at = 0;
    int length = RtrFrame.next(stream, at, stream.length);
    while (length > 0 && !port.closed) {
      checkPdu(Arrays.copyOfRange(stream, at, at + length));
      client.received(stream, at, length);
      at += length;
      length = RtrFrame.next(stream, at, stream.length);
    }
    if (length == RtrFrame.BROKEN && !port.closed) {
      client.broken(stream, at, stream.length);
      assertThat(port.closed).isTrue();
    }
    assertThat(port.closed).isEqualTo(client.state() == RtrClient.State.CLOSED);
  }

  private void checkPdu(byte[] pdu) {
    RtrDecoded decoded = RtrDecoder.decode(pdu, 0, pdu.length);
    assertThat(decoded.pdu() == null).isNotEqualTo(decoded.fault() == null);
    // A list of providers has an object for each; nothing else comes near.
    long mayAllocate = Costs.MAX_ALLOCATED + 16L * pdu.length;
    costs.measure(pdu, mayAllocate, () -> RtrDecoder.decode(pdu, 0, pdu.length));
  }

  void report() {
    costs.report();
  }

  private static final class Port implements RtrPort {
    private boolean closed;
    private boolean begun;

    @Override
    public void send(byte[] pdu) {
      assertThat(closed).isFalse();
      assertThat(pdu.length).isBetween(RtrFrame.HEADER, 2048);
    }

    @Override
    public void close(String reason) {
      assertThat(closed).isFalse();
      assertThat(reason).isNotBlank();
      closed = true;
    }

    @Override
    public void begin(boolean everything) {
      begun = true;
    }

    @Override
    public @Nullable RtrFault changed(PrefixChange change) {
      assertThat(begun).isTrue();
      assertThat(change.maxLength()).isBetween(change.prefix().length(), 128);
      return null;
    }

    @Override
    public @Nullable RtrFault changed(AspaChange change) {
      assertThat(begun).isTrue();
      return null;
    }

    @Override
    public @Nullable RtrFault commit(long serial, RtrTiming timing) {
      assertThat(begun).isTrue();
      assertThat(timing.expire()).isGreaterThan(Math.max(timing.refresh(), timing.retry()));
      begun = false;
      return null;
    }

    @Override
    public void flush(String reason) {}

    @Override
    public void report(ErrorReport report) {
      assertThat(report.text().length()).isLessThanOrEqualTo(512);
    }
  }
}
