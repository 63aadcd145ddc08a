package io.prefixwatch.monitor.engine;

import static io.prefixwatch.monitor.engine.World.LON_A;
import static io.prefixwatch.monitor.engine.World.LON_B;
import static io.prefixwatch.monitor.engine.World.contoso;
import static io.prefixwatch.monitor.engine.World.registry;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.error.Issue;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.detect.Severity;
import io.prefixwatch.monitor.incident.Alert;
import io.prefixwatch.monitor.incident.MalformedMessage;
import io.prefixwatch.monitor.incident.MalformedReport;
import io.prefixwatch.monitor.incident.Problem;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MalformedStoryTest {

  private static final String PREFIX = "203.0.113.0/24";

  private static MalformedMessage message(Disposition disposition, @Nullable String hex) {
    return message(disposition, hex, null);
  }

  private static MalformedMessage message(
      Disposition disposition, @Nullable String hex, @Nullable Notification sent) {
    Issue issue =
        new Issue(
            1, 27, "ORIGIN has a value other than 0 to 2", disposition, ErrorCode.INVALID_ORIGIN);
    return new MalformedMessage(
        disposition, List.of(issue), hex == null ? null : Octets.ofHex(hex), 60, sent);
  }

  private static Story story() {
    return new Story(registry(contoso())).synced(LON_A, LON_B);
  }

  private static MalformedReport report(Alert alert) {
    MalformedReport report = alert.problem().malformed();
    if (report == null) {
      throw new AssertionError("nothing is said about a message");
    }
    return report;
  }

  @Test
  void opensWithThePrefixesThatWereSilentlyLost() {
    Story story = story();

    story.at(10).malformed(LON_A, message(Disposition.WITHDRAW, "ff"), PREFIX);

    Problem problem = story.lastAlert().problem();
    assertThat(story.alerts()).containsExactly("+10 open session.malformed acme-lon1-a");
    assertThat(problem.severity()).isEqualTo(Severity.MINOR);
    assertThat(problem.affected()).containsExactly(Prefix.parse(PREFIX));
    assertThat(problem.partner()).isEqualTo("acme");
    assertThat(problem.summary())
        .isEqualTo(
            "Session acme-lon1-a sent a malformed UPDATE: treat-as-withdraw, attribute 1 at octet "
                + "27: ORIGIN has a value other than 0 to 2; lost: 203.0.113.0/24");
    assertThat(report(story.lastAlert()).shown().octets()).isEqualTo(Octets.ofHex("ff"));
    assertThat(story.lastAlert().seenOn()).hasSize(1);
    assertThat(story.lastAlert().confidence()).isEqualTo(100);
  }

  @Test
  void saysWhichCheckFailedWhere() {
    Story story = story().malformed(LON_A, message(Disposition.DISCARD, "ff"));

    assertThat(story.lastAlert().evidence())
        .containsExactly(
            new Evidence(
                "rfc7606",
                "discard",
                null,
                null,
                "attribute 1 at octet 27: ORIGIN has a value other than 0 to 2",
                100));
  }

  @Test
  void gathersWhatWasLostAndCloses15MinutesAfterTheLastOne() {
    Story story = story();

    story.at(10).malformed(LON_A, message(Disposition.WITHDRAW, "ff"), PREFIX);
    story.at(11).malformed(LON_A, message(Disposition.WITHDRAW, null), "203.0.113.128/25");
    story.at(12).malformed(LON_A, message(Disposition.WITHDRAW, null), PREFIX);
    story.at(10_000);

    assertThat(story.alerts())
        .containsExactly(
            "+10 open session.malformed acme-lon1-a",
            "+15 update session.malformed acme-lon1-a open",
            "+912 close session.malformed acme-lon1-a expired");
    Alert close = story.lastAlert();
    assertThat(close.problem().affected())
        .containsExactly(Prefix.parse(PREFIX), Prefix.parse("203.0.113.128/25"));
    assertThat(report(close).messages()).isEqualTo(3);
    assertThat(report(close).shown().octets()).isEqualTo(Octets.ofHex("ff"));
    assertThat(close.closedAt()).isEqualTo(Story.second(12));
  }

  @Test
  void forgetsWhatAnEarlierOccurrenceLost() {
    Story story = story();

    story.malformed(LON_A, message(Disposition.WITHDRAW, "ff"), PREFIX).at(901);
    story.malformed(LON_A, message(Disposition.DISCARD, "fe"));

    assertThat(story.lastAlert().occurrence()).isEqualTo(2);
    assertThat(story.lastAlert().problem().affected()).isEmpty();
    assertThat(report(story.lastAlert()).messages()).isEqualTo(1);
  }

  @Test
  void showsTheMessageThatCostMoreEvenWithoutItsOctets() {
    Story story = story();
    Notification sent = Notification.of(ErrorCode.MALFORMED_ATTRIBUTE_LIST);

    story.malformed(LON_A, message(Disposition.DISCARD, "ff"));
    story.at(10).malformed(LON_A, message(Disposition.RESET, null, sent));
    story.at(20).malformed(LON_A, message(Disposition.DISCARD, null));

    MalformedReport report = report(story.lastAlert());
    assertThat(report.shown().disposition()).isEqualTo(Disposition.RESET);
    assertThat(report.shown().sent()).isEqualTo(sent);
    assertThat(story.lastAlert().explain()).contains("ended with NOTIFICATION 3/1");
  }

  @Test
  void keepsSessionsApart() {
    Story story = story();

    story.malformed(LON_A, message(Disposition.DISCARD, "ff"));
    story.malformed(LON_B, message(Disposition.DISCARD, "ff"));

    assertThat(story.alerts())
        .containsExactly(
            "+0 open session.malformed acme-lon1-a", "+0 open session.malformed acme-lon1-b");
  }

  @Test
  void endsWithTheSession() {
    Story story = story().malformed(LON_A, message(Disposition.DISCARD, "ff"));
    Registry without =
        Registry.of(
            2, registry().speaker(), List.<Session>of(LON_B), List.of(contoso()), World.settings());

    story.at(5).reload(without).at(10_000);

    assertThat(story.alerts())
        .containsExactly(
            "+0 open session.malformed acme-lon1-a",
            "+5 close session.malformed acme-lon1-a reconfigured");
  }
}
