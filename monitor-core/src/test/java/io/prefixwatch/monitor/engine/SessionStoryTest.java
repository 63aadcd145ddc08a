package io.prefixwatch.monitor.engine;

import static io.prefixwatch.monitor.engine.World.AMS_A;
import static io.prefixwatch.monitor.engine.World.LON_A;
import static io.prefixwatch.monitor.engine.World.LON_B;
import static io.prefixwatch.monitor.engine.World.OTHER;
import static io.prefixwatch.monitor.engine.World.contoso;
import static io.prefixwatch.monitor.engine.World.registry;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.bgp.session.DownReason.Cause;
import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.detect.Severity;
import io.prefixwatch.monitor.incident.Alert;
import io.prefixwatch.monitor.incident.MalformedMessage;
import io.prefixwatch.monitor.incident.Problem;
import io.prefixwatch.monitor.registry.Session;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionStoryTest {

  @Test
  void opensAtOnceWithThePrefixesThatTheSessionHeld() {
    Story story = new Story(registry(contoso())).synced(LON_A);
    story.announce(LON_A, "203.0.113.0/24", 64496, 64501);

    story.at(10).down(LON_A);

    Alert alert = story.lastAlert();
    assertThat(story.alerts()).containsExactly("+10 open session.down acme-lon1-a");
    assertThat(alert.problem().affected()).containsExactly(Prefix.parse("203.0.113.0/24"));
    assertThat(alert.problem().affectedTotal()).isEqualTo(1);
    assertThat(alert.problem().severity()).isEqualTo(Severity.MAJOR);
  }

  @Test
  void closesWhenTheSessionIsBackForTheHoldDown() {
    Story story = new Story(registry(contoso())).synced(LON_A);

    story.at(10).down(LON_A).at(60).up(LON_A).at(100);

    assertThat(story.alerts())
        .containsExactly(
            "+10 open session.down acme-lon1-a", "+90 close session.down acme-lon1-a restored");
  }

  @Test
  void isMildWhenThePeerWasShutDownOnPurpose() {
    Story story = new Story(registry(contoso())).synced(LON_A);
    Notification shutdown =
        new Notification(ErrorCode.ADMINISTRATIVE_SHUTDOWN, Octets.ofHex("026869"));

    story.at(10).down(LON_A, new DownReason(Cause.NOTIFICATION_RECEIVED, shutdown));

    Alert alert = story.lastAlert();
    assertThat(alert.problem().severity()).isEqualTo(Severity.INFO);
    assertThat(alert.problem().maintenance()).isTrue();
    assertThat(alert.problem().losses().get(0).reason().notification()).isEqualTo(shutdown);
  }

  @Test
  void givesOnlyTheEventWhenWeStopTheSession() {
    Story story = new Story(registry(contoso())).synced(LON_A);

    story.at(10).down(LON_A, DownReason.of(Cause.STOPPED));

    assertThat(story.alerts()).isEmpty();
    assertThat(story.events()).contains("SessionDown acme-lon1-a");
  }

  @Test
  void rollsUpWhatGoesDownTogetherAtOneSite() {
    Story story = new Story(registry(contoso())).synced(LON_A, LON_B, OTHER, AMS_A);

    story.at(10).down(LON_A).at(12).down(LON_B).at(15).down(OTHER).at(60);

    assertThat(story.alerts())
        .containsExactly(
            "+10 open session.down acme-lon1-a",
            "+15 update session.down acme-lon1-a open",
            "+20 update session.down site:lon1 open");
    assertThat(story.lastAlert().problem().losses()).hasSize(3);
  }

  @Test
  void namesTheRouterWhenAllItsSessionsAreDown() {
    Story story = new Story(registry(contoso())).synced(LON_A, LON_B, OTHER);

    story.at(10).down(LON_B).at(12).down(OTHER).at(60);

    assertThat(story.lastAlert().problem().subject()).isEqualTo("router:lon1-edge-2");
  }

  @Test
  void keepsSessionsApartThatGoDownMuchLater() {
    Story story = new Story(registry(contoso())).synced(LON_A, LON_B);

    story.at(10).down(LON_A).at(21).down(LON_B);

    assertThat(story.alerts())
        .containsExactly("+10 open session.down acme-lon1-a", "+21 open session.down acme-lon1-b");
  }

  @Test
  void closesARolledUpIncidentWhenTheLastMemberIsBack() {
    Story story = new Story(registry(contoso())).synced(LON_A, LON_B);

    story.at(10).down(LON_A).down(LON_B);
    story.at(60).up(LON_A).at(100).up(LON_B).at(200);

    assertThat(story.alerts()).endsWith("+130 close session.down site:lon1 restored");
    assertThat(story.openIncidents()).isZero();
  }

  @Test
  void listsTheFirstOfVeryManySessionsAndCountsTheRest() {
    List<Session> sessions =
        IntStream.range(0, 500)
            .mapToObj(i -> World.pni("s" + i, World.ACME, World.LONDON, "r", "127.0.1." + i % 256))
            .toList();
    Story story = new Story(registry(contoso())).synced(sessions.toArray(new Session[0]));

    sessions.forEach(session -> story.at(10).down(session));
    story.at(60);

    Alert last = story.lastAlert();
    assertThat(story.alerts()).hasSize(2);
    assertThat(last.problem().subject()).isEqualTo("router:r");
    assertThat(last.problem().losses()).hasSize(Problem.MAX_LOSSES);
    assertThat(last.problem().summary()).contains("with 500 sessions");
    assertThat(last.evidence().get(0).detail()).startsWith("s0: ").endsWith("; and 480 more");
  }

  @Test
  void reportsASessionThatNeverCameUp() {
    Story story = new Story(registry(contoso())).expected(LON_A).expected(AMS_A);

    story.at(100).up(AMS_A).at(299);
    assertThat(story.alerts()).isEmpty();
    story.at(300);

    assertThat(story.alerts()).containsExactly("+300 open session.down acme-lon1-a");
    assertThat(story.lastAlert().problem().losses().get(0).reason().cause())
        .isEqualTo(Cause.NEVER_UP);
  }

  @Test
  void isMildWhenThePeerHadAskedToMoveTrafficAway() {
    Story story = new Story(registry(contoso())).synced(LON_A);
    story.announce(LON_A, "203.0.113.0/24", AsPath.of(64496, 64501), "65535:0");

    story.at(10).down(LON_A).at(80);

    Alert down = story.alertRecords().get(0);
    assertThat(down.problem().severity()).isEqualTo(Severity.INFO);
    assertThat(down.problem().maintenance()).isTrue();
    assertThat(down.evidence()).extracting(Evidence::verdict).contains("graceful-shutdown");
    Alert lost = story.lastAlert();
    assertThat(lost.kind()).isEqualTo(Kind.AVAILABILITY_LOST);
    assertThat(lost.problem().maintenance()).isTrue();
    assertThat(lost.problem().severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void isNoMaintenanceWhenOnlySomeRoutesWereToBeMoved() {
    Story story = new Story(registry(contoso(), contoso("198.51.100.0/24", 24))).synced(LON_A);
    story.announce(LON_A, "203.0.113.0/24", AsPath.of(64496, 64501), "65535:0");
    story.announce(LON_A, "198.51.100.0/24", 64496, 64501);

    story.at(10).down(LON_A);

    assertThat(story.lastAlert().problem().severity()).isEqualTo(Severity.MAJOR);
    assertThat(story.lastAlert().problem().maintenance()).isFalse();
  }

  @Test
  void remembersTheRequestOverAGracefulRestartThatFails() {
    Story story = new Story(registry(contoso())).synced(LON_A);
    story.announce(LON_A, "203.0.113.0/24", AsPath.of(64496, 64501), "65535:0");

    story.at(10).gracefullyDown(LON_A).at(130).restartExpired(LON_A);

    assertThat(story.alerts()).contains("+130 open session.down acme-lon1-a");
    assertThat(story.alertRecords())
        .filteredOn(alert -> alert.kind() == Kind.SESSION_DOWN)
        .allMatch(alert -> alert.problem().maintenance());
  }

  @Test
  void marksRoutesThatSomeRouterKeepsForALostNeighbour() {
    Story story = new Story(registry(contoso())).synced(LON_A);

    story.announce(LON_A, "203.0.113.0/24", AsPath.of(64496, 64666), "65535:6", "65535:0");

    assertThat(story.lastAlert().evidence())
        .filteredOn(evidence -> evidence.check().equals("community"))
        .extracting(Evidence::verdict)
        .containsExactly("graceful-shutdown", "llgr-stale");
  }

  @Test
  void followsFromTheMalformedMessageThatWeEndedTheSessionFor() {
    Story story = new Story(registry(contoso())).synced(LON_A);
    Notification sent = Notification.of(ErrorCode.MALFORMED_ATTRIBUTE_LIST);
    MalformedMessage message = new MalformedMessage(Disposition.RESET, List.of(), null, 60, sent);

    story.at(10).malformed(LON_A, message);
    story.down(LON_A, new DownReason(Cause.NOTIFICATION_SENT, sent)).at(2000);

    String malformed = story.alertRecords().get(0).incidentId();
    assertThat(story.alertRecords())
        .filteredOn(alert -> alert.kind() == Kind.SESSION_DOWN)
        .isNotEmpty()
        .allMatch(alert -> malformed.equals(alert.problem().cause()));
  }

  @Test
  void followsFromNothingWhenThePeerEndedTheSession() {
    Story story = new Story(registry(contoso())).synced(LON_A);
    Notification received = Notification.of(ErrorCode.MALFORMED_ATTRIBUTE_LIST);
    MalformedMessage message = new MalformedMessage(Disposition.DISCARD, List.of(), null, 60, null);

    story.at(10).malformed(LON_A, message);
    story.down(LON_A, new DownReason(Cause.NOTIFICATION_RECEIVED, received));

    assertThat(story.lastAlert().kind()).isEqualTo(Kind.SESSION_DOWN);
    assertThat(story.lastAlert().problem().cause()).isNull();
  }
}
