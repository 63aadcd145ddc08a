package io.prefixwatch.bgp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.capability.FourOctetAsnCapability;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.Decoded;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.bgp.update.ParserPolicy;
import io.prefixwatch.bgp.update.PeerSort;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which AS number an OPEN may carry. */
class OpenExchangeAsnTest {

  private static Decoded<Negotiated> settle(long expectedAsn, long statedAsn) {
    SessionParameters parameters =
        new SessionParameters(
            64500,
            RouterId.parse("192.0.2.1"),
            expectedAsn,
            false,
            90,
            3,
            List.of(Family.IPV4_UNICAST),
            false,
            false,
            null,
            false,
            ParserPolicy.DEFAULT);
    Open theirs =
        Open.offering(
            statedAsn,
            90,
            RouterId.parse("192.0.2.9"),
            List.of(new FourOctetAsnCapability(statedAsn)));
    return OpenExchange.settle(parameters, theirs);
  }

  private static PeerSort sort(Decoded<Negotiated> settled) {
    return Objects.requireNonNull(settled.value()).scan().sort();
  }

  @Test
  void acceptsTheConfiguredAsn() {
    assertThat(sort(settle(64496, 64496))).isEqualTo(PeerSort.EBGP);
  }

  @Test
  void refusesAnotherAsnAndSendsBackWhatWasStated() {
    Notification answer = Objects.requireNonNull(settle(64496, 64499).rejection());

    assertThat(answer.error()).isEqualTo(ErrorCode.BAD_PEER_AS);
    assertThat(answer.data().hex()).isEqualTo("fbf3");
  }

  @Test
  void acceptsAnyAsnWhereNoneIsConfigured() {
    assertThat(sort(settle(SessionParameters.ANY_ASN, 4_200_000_001L))).isEqualTo(PeerSort.EBGP);
  }

  @Test
  void takesAPeerOfOurOwnAsnForInternalWhereNoneIsConfigured() {
    assertThat(sort(settle(SessionParameters.ANY_ASN, 64500))).isEqualTo(PeerSort.IBGP);
  }
}
