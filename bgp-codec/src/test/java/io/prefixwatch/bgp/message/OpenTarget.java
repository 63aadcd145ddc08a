package io.prefixwatch.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.capability.Role;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.fixture.Costs;
import io.prefixwatch.bgp.fixture.Messages;
import io.prefixwatch.bgp.fixture.Seeds;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.bgp.session.Negotiated;
import io.prefixwatch.bgp.session.OpenExchange;
import io.prefixwatch.bgp.session.SessionParameters;
import io.prefixwatch.bgp.update.ParserPolicy;
import java.util.Arrays;
import java.util.List;

/** Whatever an OPEN holds ends in a value that can be written again, or in the answer to it. */
final class OpenTarget {

  /** An OPEN without parameters. */
  private static final int SHORTEST = 29;

  private final Costs costs = new Costs("open");

  /** Takes the octets behind the header. */
  void check(byte[] body) {
    int length = Frame.HEADER + body.length;
    if (length < SHORTEST || length > Frame.MAX) {
      return;
    }
    byte[] message = Seeds.concat(Messages.message(1, "", length), body);
    Decoded<Open> decoded = OpenDecoder.decode(message, 0, length);
    assertThat(OpenDecoder.decode(amongOthers(message), 11, length)).isEqualTo(decoded);
    Notification rejection = decoded.rejection();
    if (rejection != null) {
      assertThat(rejection.error().code()).isEqualTo(2);
      assertThat(rejection.data().length()).isLessThanOrEqualTo(Notification.MAX_DATA);
    }
    Open open = decoded.value();
    if (open != null) {
      checkOpen(open);
      checkSettled(open);
    }
    costs.measure(message, () -> OpenDecoder.decode(message, 0, length));
  }

  void report() {
    costs.report();
  }

  private static byte[] amongOthers(byte[] message) {
    byte[] array = new byte[message.length + 40];
    Arrays.fill(array, (byte) 2);
    System.arraycopy(message, 0, array, 11, message.length);
    return array;
  }

  private static void checkOpen(Open open) {
    assertThat(open.version()).isEqualTo(4);
    assertThat(open.asn()).isBetween(1L, 0xFFFF_FFFFL);
    assertThat(open.holdTime()).isBetween(0, 0xFFFF).isNotIn(1, 2);
    assertThat(open.routerId().bits()).isNotZero();
    byte[] again = open.encode();
    assertThat(Frame.next(again, 0, again.length, false)).isEqualTo(again.length);
    assertThat(OpenDecoder.decode(again, 0, again.length)).isEqualTo(Decoded.of(open));
  }

  /** On eBGP with the AS that it states, and on iBGP. */
  private static void checkSettled(Open open) {
    for (long localAsn : List.of(64500L, open.asn())) {
      SessionParameters ours = parameters(localAsn, open.asn());
      Decoded<Negotiated> settled = OpenExchange.settle(ours, open);
      Notification refusal = settled.rejection();
      if (refusal != null) {
        assertThat(refusal.error())
            .isIn(
                ErrorCode.BAD_BGP_IDENTIFIER,
                ErrorCode.UNACCEPTABLE_HOLD_TIME,
                ErrorCode.ROLE_MISMATCH);
      }
      Negotiated agreed = settled.value();
      if (agreed != null) {
        assertThat(ours.families()).containsAll(agreed.families());
        assertThat(agreed.holdTime()).isBetween(0, Math.min(90, open.holdTime()));
        assertThat(agreed.scan().ipv4Unicast())
            .isEqualTo(agreed.families().contains(Family.IPV4_UNICAST));
        assertThat(agreed.scan().ipv6Unicast())
            .isEqualTo(agreed.families().contains(Family.IPV6_UNICAST));
      }
    }
  }

  private static SessionParameters parameters(long localAsn, long peerAsn) {
    return new SessionParameters(
        localAsn,
        RouterId.parse("192.0.2.1"),
        peerAsn,
        false,
        90,
        3,
        List.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST),
        true,
        false,
        Role.PEER,
        false,
        ParserPolicy.DEFAULT);
  }
}
