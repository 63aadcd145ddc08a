package io.prefixwatch.bgp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.capability.AddPathCapability;
import io.prefixwatch.bgp.capability.AddPathCapability.PathFamily;
import io.prefixwatch.bgp.capability.Capability;
import io.prefixwatch.bgp.capability.EnhancedRouteRefreshCapability;
import io.prefixwatch.bgp.capability.ExtendedMessageCapability;
import io.prefixwatch.bgp.capability.ExtendedNextHopCapability;
import io.prefixwatch.bgp.capability.FourOctetAsnCapability;
import io.prefixwatch.bgp.capability.GracefulRestartCapability;
import io.prefixwatch.bgp.capability.MultiprotocolCapability;
import io.prefixwatch.bgp.capability.Role;
import io.prefixwatch.bgp.capability.RoleCapability;
import io.prefixwatch.bgp.capability.RouteRefreshCapability;
import io.prefixwatch.bgp.fixture.malformed.Setting;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.message.OpenDecoder;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.bgp.update.ParserPolicy;
import io.prefixwatch.bgp.update.PeerSort;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Our OPEN, and what theirs makes of it (RFC 4271, 4760, 5492, 6793, 7911, 8654, 8950, 9234). */
class OpenExchangeTest {

  private static final RouterId PEER_ID = RouterId.parse("192.0.2.1");

  private static SessionParameters parameters(PeerSort sort, @Nullable Role role) {
    return new SessionParameters(
        4_200_000_000L,
        Setting.LOCAL_ID,
        sort == PeerSort.IBGP ? 4_200_000_000L : 64496,
        false,
        90,
        3,
        List.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST),
        true,
        false,
        role,
        false,
        ParserPolicy.DEFAULT,
        sort);
  }

  private static SessionParameters parameters() {
    return parameters(PeerSort.EBGP, null);
  }

  private static Negotiated settle(int holdTime, Capability... capabilities) {
    Open theirs = Open.offering(64496, holdTime, PEER_ID, List.of(capabilities));
    return Objects.requireNonNull(OpenExchange.settle(parameters(), theirs).value());
  }

  private static Open ours(SessionParameters parameters) {
    byte[] message = OpenExchange.ours(parameters).encode();
    return Objects.requireNonNull(OpenDecoder.decode(message, 0, message.length).value());
  }

  @Test
  void offersWhatAListenerNeedsAndNothingElse() {
    Open open = ours(parameters());

    assertThat(open.asnField()).isEqualTo(23456);
    assertThat(open.capabilities())
        .containsExactly(
            new MultiprotocolCapability(Family.IPV4_UNICAST),
            new MultiprotocolCapability(Family.IPV6_UNICAST),
            new RouteRefreshCapability(),
            ExtendedNextHopCapability.ipv6ForIpv4(),
            new ExtendedMessageCapability(),
            new GracefulRestartCapability(false, true, 0, List.of()),
            new FourOctetAsnCapability(4_200_000_000L),
            new AddPathCapability(
                List.of(
                    new PathFamily(Family.IPV4_UNICAST, AddPathCapability.RECEIVE),
                    new PathFamily(Family.IPV6_UNICAST, AddPathCapability.RECEIVE))),
            new EnhancedRouteRefreshCapability());
  }

  @ParameterizedTest(name = "they are {0}, so we are {1}")
  @CsvSource({
    "CUSTOMER,PROVIDER",
    "PROVIDER,CUSTOMER",
    "ROUTE_SERVER,ROUTE_SERVER_CLIENT",
    "ROUTE_SERVER_CLIENT,ROUTE_SERVER",
    "PEER,PEER"
  })
  void statesTheCounterpartOfAConfiguredRole(Role theirs, Role ours) {
    assertThat(ours(parameters(PeerSort.EBGP, theirs)).capability(RoleCapability.class))
        .contains(new RoleCapability(ours));
  }

  @ParameterizedTest
  @EnumSource(
      value = PeerSort.class,
      names = {"IBGP", "CONFEDERATION"})
  void statesNoRoleInsideAnAs(PeerSort sort) {
    assertThat(ours(parameters(sort, Role.PEER)).capability(RoleCapability.class)).isEmpty();
  }

  @Test
  void takesThePeersRoleForWhatItIs() {
    assertThat(settle(90, new RoleCapability(Role.CUSTOMER)).peerRole()).isEqualTo(Role.CUSTOMER);
    assertThat(settle(90).peerRole()).isNull();
  }

  @ParameterizedTest(name = "they propose {0} s: {1} s")
  @CsvSource({"3,3", "90,90", "240,90"})
  void takesTheSmallerHoldTime(int theirs, int agreed) {
    assertThat(settle(theirs).holdTime()).isEqualTo(agreed);
  }

  @Test
  void takesAPeerWithoutMultiprotocolForIpv4() {
    assertThat(settle(90).families()).containsExactly(Family.IPV4_UNICAST);
    assertThat(settle(90).scan().ipv4Unicast()).isTrue();
    assertThat(settle(90).scan().ipv6Unicast()).isFalse();
  }

  @Test
  void takesOnlyTheFamiliesThatBothList() {
    Negotiated agreed =
        settle(
            90,
            new MultiprotocolCapability(Family.of(25, 70)),
            new MultiprotocolCapability(Family.IPV6_UNICAST));

    assertThat(agreed.families()).containsExactly(Family.IPV6_UNICAST);
    assertThat(agreed.scan().ipv4Unicast()).isFalse();
  }

  @Test
  void readsAsNumbersInTheWidthOfThePeer() {
    assertThat(settle(90).scan().as4()).isFalse();
    assertThat(settle(90, new FourOctetAsnCapability(64496)).scan().as4()).isTrue();
  }

  @ParameterizedTest(name = "mode {0}")
  @CsvSource({"1,false", "2,true", "3,true"})
  void readsPathIdentifiersWhereThePeerCanSendThem(int mode, boolean carried) {
    Negotiated agreed =
        settle(
            90,
            new MultiprotocolCapability(Family.IPV4_UNICAST),
            new MultiprotocolCapability(Family.IPV6_UNICAST),
            new AddPathCapability(List.of(new PathFamily(Family.IPV6_UNICAST, mode))));

    assertThat(agreed.scan().addPathIpv4()).isFalse();
    assertThat(agreed.scan().addPathIpv6()).isEqualTo(carried);
  }

  @Test
  void acceptsIpv6NextHopsForIpv4WhereThePeerOffersThem() {
    assertThat(settle(90).scan().ipv6NextHopForIpv4()).isFalse();
    assertThat(settle(90, ExtendedNextHopCapability.ipv6ForIpv4()).scan().ipv6NextHopForIpv4())
        .isTrue();
  }

  @Test
  void asksForRefreshesOnlyWhereThePeerAnswersThem() {
    assertThat(settle(90).routeRefresh()).isFalse();
    assertThat(settle(90, new RouteRefreshCapability()).routeRefresh()).isTrue();
    assertThat(settle(90, new RouteRefreshCapability()).enhancedRefresh()).isFalse();
    assertThat(settle(90, new EnhancedRouteRefreshCapability()).enhancedRefresh()).isTrue();
  }

  /** RFC 6286 section 2.3: identifiers decide as unsigned numbers, then AS numbers. */
  @ParameterizedTest(name = "their identifier {0}, their AS {1}: {2} stays")
  @CsvSource({
    "192.0.2.1,64496,OUTGOING",
    "203.0.113.9,64496,INCOMING",
    "9.0.0.1,64496,OUTGOING",
    "192.0.2.254,64496,OUTGOING",
    "192.0.2.254,4294967294,INCOMING"
  })
  void keepsTheConnectionOfTheHigherIdentifier(String id, long asn, Direction kept) {
    Open theirs =
        Open.offering(asn, 90, RouterId.parse(id), List.of(new FourOctetAsnCapability(asn)));

    assertThat(Collision.kept(parameters(), theirs)).isEqualTo(kept);
  }
}
