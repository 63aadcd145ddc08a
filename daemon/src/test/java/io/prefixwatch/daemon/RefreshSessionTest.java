package io.prefixwatch.daemon;

import static io.prefixwatch.bgp.net.Family.IPV4_UNICAST;
import static io.prefixwatch.bgp.net.Family.IPV6_UNICAST;
import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.capability.Capability;
import io.prefixwatch.bgp.capability.EnhancedRouteRefreshCapability;
import io.prefixwatch.bgp.capability.FourOctetAsnCapability;
import io.prefixwatch.bgp.capability.GracefulRestartCapability;
import io.prefixwatch.bgp.capability.MultiprotocolCapability;
import io.prefixwatch.bgp.capability.RouteRefreshCapability;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.message.RouteRefresh;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.bgp.speak.UpdateBuilder;
import io.prefixwatch.daemon.fixture.LocalDaemon;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Route refresh with a running daemon, in both directions (RFC 2918, RFC 7313). */
class RefreshSessionTest {

  @TempDir private Path temp;
  private LocalDaemon daemon;

  @BeforeEach
  void start() throws Exception {
    daemon = LocalDaemon.in(temp);
  }

  @AfterEach
  void stop() throws Exception {
    daemon.stop();
  }

  private static Open open(Capability... more) {
    List<Capability> capabilities =
        new ArrayList<>(
            List.of(new MultiprotocolCapability(IPV4_UNICAST), new FourOctetAsnCapability(64496)));
    capabilities.addAll(List.of(more));
    return Open.offering(64496, 240, RouterId.parse("192.0.2.9"), capabilities);
  }

  private ScriptedSpeaker enhanced(Capability... more) throws Exception {
    List<Capability> all = new ArrayList<>(List.of(more));
    all.add(new RouteRefreshCapability());
    all.add(new EnhancedRouteRefreshCapability());
    return daemon.connect("127.0.0.2", open(all.toArray(Capability[]::new)));
  }

  private static void mark(ScriptedSpeaker speaker, int subtype) throws Exception {
    speaker.send(new RouteRefresh(IPV4_UNICAST, subtype).encode());
  }

  private static UpdateBuilder good() {
    return anUpdate().announcing("203.0.113.0/24").via(64496, 64501);
  }

  private static UpdateBuilder hijack() {
    return anUpdate().announcing("203.0.113.128/25").via(64496, 64666);
  }

  @Test
  void losesAtTheEndOfARefreshWhatWasNotSentAgain() throws Exception {
    ScriptedSpeaker acme = enhanced();
    acme.send(good());
    acme.sendEndOfRib(IPV4_UNICAST);
    daemon.sink().awaitEvent("EndOfRib");

    mark(acme, RouteRefresh.BEGIN);
    mark(acme, RouteRefresh.END);

    daemon.sink().awaitAlert("open", "availability.lost");
    assertThat(daemon.sink().passedOverNames()).contains("RouteRefresh", "PrefixWithdrawalEvent");
  }

  @Test
  void staysSilentWhenEverythingIsSentAgain() throws Exception {
    ScriptedSpeaker acme = enhanced();
    acme.send(good());
    acme.sendEndOfRib(IPV4_UNICAST);
    daemon.sink().awaitEvent("EndOfRib");

    mark(acme, RouteRefresh.BEGIN);
    acme.send(good());
    mark(acme, RouteRefresh.END);
    acme.send(hijack());

    daemon.sink().awaitAlert("open", "hijack.more-specific");
    assertThat(daemon.sink().passedOverNames()).containsExactly("SessionUp", "RouteRefresh");
  }

  @Test
  void ignoresMarkersThatWereNotNegotiated() throws Exception {
    ScriptedSpeaker acme = daemon.connect("127.0.0.2", open(new RouteRefreshCapability()));
    acme.send(good());
    acme.sendEndOfRib(IPV4_UNICAST);
    daemon.sink().awaitEvent("EndOfRib");

    mark(acme, RouteRefresh.BEGIN);
    mark(acme, RouteRefresh.END);
    acme.send(hijack());

    daemon.sink().awaitAlert("open", "hijack.more-specific");
    assertThat(daemon.sink().passedOverNames()).containsExactly("SessionUp");
  }

  @Test
  void ignoresABeginningBeforeTheFirstEndOfRibOfAGracefulPeer() throws Exception {
    ScriptedSpeaker acme = enhanced(new GracefulRestartCapability(false, true, 120, List.of()));
    acme.send(good());

    mark(acme, RouteRefresh.BEGIN);
    mark(acme, RouteRefresh.END);
    acme.sendEndOfRib(IPV4_UNICAST);
    acme.send(hijack());

    daemon.sink().awaitAlert("open", "hijack.more-specific");
    assertThat(daemon.sink().passedOverNames()).containsExactly("SessionUp", "EndOfRib");
  }

  @Test
  void asksAPeerForItsRoutes() throws Exception {
    ScriptedSpeaker acme = enhanced();
    acme.expect(MessageType.UPDATE);
    daemon.sink().awaitEvent("SessionUp");

    boolean asked = daemon.application().speaker().refresh("acme-a", IPV4_UNICAST);

    assertThat(asked).isTrue();
    assertThat(RouteRefresh.decode(acme.expect(MessageType.ROUTE_REFRESH), 0))
        .isEqualTo(new RouteRefresh(Family.IPV4_UNICAST, RouteRefresh.REQUEST));
  }

  @Test
  void asksNobodyWhoCannotAnswer() throws Exception {
    daemon.connect("127.0.0.2", open());
    daemon.sink().awaitEvent("SessionUp");
    var speaker = daemon.application().speaker();

    assertThat(speaker.refresh("acme-a", IPV4_UNICAST)).isFalse();
    assertThat(speaker.refresh("acme-b", IPV4_UNICAST)).isFalse();
    assertThat(speaker.refresh("nobody", IPV4_UNICAST)).isFalse();
  }

  @Test
  void asksForNoFamilyThatTheSessionDoesNotCarry() throws Exception {
    enhanced();
    JsonNode up = daemon.sink().awaitEvent("SessionUp");

    assertThat(up.get("details").get("families").toString()).isEqualTo("[\"ipv4-unicast\"]");
    assertThat(daemon.application().speaker().refresh("acme-a", IPV6_UNICAST)).isFalse();
  }
}
