package io.prefixwatch.monitor.engine;

import static io.prefixwatch.monitor.engine.World.ACME;
import static io.prefixwatch.monitor.engine.World.COLLECTOR;
import static io.prefixwatch.monitor.engine.World.LONDON;
import static io.prefixwatch.monitor.engine.World.LON_A;
import static io.prefixwatch.monitor.engine.World.contoso;
import static io.prefixwatch.monitor.engine.World.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Sessions that come up without being configured one by one: the peers of a range. */
class DynamicSessionStoryTest {

  private static final String PREFIX = "203.0.113.0/24";
  private static final Session RANGE = named("range", COLLECTOR);
  private static final Session PEER = RANGE.forPeer(Address.parse("198.51.100.7"), 64700);

  private static Session named(String id, Session like) {
    return new Session(
        id,
        like.kind(),
        like.partner(),
        like.site(),
        like.router(),
        like.preference(),
        Address.parse("198.51.100.0"),
        0,
        like.role());
  }

  private static Registry registry(long generation, Session... templates) {
    return World.registry(generation, settings(), List.of(contoso()))
        .withTemplates(List.of(templates));
  }

  @Test
  void isNamedByItsRangeAndItsAddress() {
    assertThat(PEER.id()).isEqualTo("range/198.51.100.7");
    assertThat(PEER.templateId()).isEqualTo("range");
    assertThat(LON_A.templateId()).isNull();
  }

  @Test
  void isJudgedLikeAnyOther() {
    Story story = new Story(registry(1, RANGE)).synced(PEER);

    story.at(10).announce(PEER, PREFIX, 64700, 64666).at(20).down(PEER);

    assertThat(story.alerts())
        .startsWith(
            "+10 open hijack.origin 203.0.113.0/24 AS64666",
            "+20 open session.down range/198.51.100.7");
  }

  @Test
  void closesWhatItLeftBehindWhenItIsForgotten() {
    Story story = new Story(registry(1, RANGE)).synced(PEER);
    story.at(10).announce(PEER, PREFIX, 64700, 64666).at(20).down(PEER).at(30).forget();

    story.at(100).forgotten(PEER).at(200);

    assertThat(story.alerts())
        .containsExactlyInAnyOrder(
            "+100 close session.down range/198.51.100.7 session-gone",
            "+130 close hijack.origin 203.0.113.0/24 AS64666 session-gone");
    assertThat(story.openIncidents()).isZero();
  }

  @Test
  void isSomebodyNewWhenItReturnsAfterThat() {
    Story story = new Story(registry(1, RANGE)).synced(PEER);
    story.at(10).down(PEER).at(20).forgotten(PEER).at(2_000).forget();

    story.synced(PEER).announce(PEER, PREFIX, 64700, 64666);

    assertThat(story.alerts()).containsExactly("+2000 open hijack.origin 203.0.113.0/24 AS64666");
  }

  @Test
  void isNothingToTheEngineIfNobodyHeardOfIt() {
    Story story = new Story(registry(1, RANGE)).forgotten(PEER);

    assertThat(story.alerts()).isEmpty();
    assertThat(story.events()).isEmpty();
  }

  @Test
  void goesWithItsRangeOnReload() {
    Story story = new Story(registry(1, RANGE)).synced(PEER, LON_A);
    story.at(10).announce(PEER, PREFIX, 64700, 64666).at(20).down(PEER).at(30).forget();

    story.reload(registry(2)).at(100);

    assertThat(story.alerts())
        .containsExactlyInAnyOrder(
            "+30 close session.down range/198.51.100.7 reconfigured",
            "+60 close hijack.origin 203.0.113.0/24 AS64666 reconfigured");
  }

  @Test
  void followsTheWordsOfItsRangeOnReload() {
    Session moved = named("range", World.pni("x", ACME, LONDON, "lon1-edge-9", "127.0.0.9"));
    Story story = new Story(registry(1, RANGE)).synced(PEER);

    story.at(10).reload(registry(2, moved)).announce(PEER, PREFIX, 64700, 64666);

    HeldRoute observed = Objects.requireNonNull(story.lastAlert().problem().observed());
    assertThat(observed.session().router()).isEqualTo("lon1-edge-9");
  }

  @Test
  void staysOnReloadWithItsRange() {
    Story story = new Story(registry(1, RANGE)).synced(PEER);
    story.at(10).announce(PEER, PREFIX, 64700, 64666).forget();

    story.at(20).reload(registry(2, RANGE)).at(100);

    assertThat(story.alerts()).isEmpty();
    assertThat(story.openIncidents()).isEqualTo(1);
  }
}
