package io.prefixwatch.monitor.engine;

import static io.prefixwatch.monitor.engine.World.AMS_A;
import static io.prefixwatch.monitor.engine.World.COLLECTOR;
import static io.prefixwatch.monitor.engine.World.LON_A;
import static io.prefixwatch.monitor.engine.World.LON_B;
import static io.prefixwatch.monitor.engine.World.OTHER;
import static io.prefixwatch.monitor.engine.World.contoso;
import static io.prefixwatch.monitor.engine.World.registry;
import static io.prefixwatch.monitor.engine.World.unannounced;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.attribute.Communities;
import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.incident.Alert;
import io.prefixwatch.monitor.registry.DetectionSettings;
import io.prefixwatch.monitor.registry.Session;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What stands behind a verdict, and how sure it is. */
class EvidenceStoryTest {

  private static List<String> checks(Alert alert) {
    return alert.evidence().stream().map(e -> e.check() + " " + e.verdict()).toList();
  }

  @Test
  void tellsEveryCheckWhateverTheVerdict() {
    Story hijack = new Story(registry(contoso())).synced(LON_A);
    hijack.announce(LON_A, "203.0.113.0/24", 64496, 64666);
    Story leak = new Story(registry(contoso())).synced(OTHER);
    leak.announce(OTHER, "203.0.113.0/24", 64499, 64501);

    assertThat(checks(hijack.lastAlert()))
        .startsWith("origin fail")
        .contains("rov unavailable", "aspa unavailable", "otc absent", "relationship unavailable");
    assertThat(checks(leak.lastAlert()))
        .startsWith("partner fail")
        .contains("rov unavailable", "aspa unavailable", "otc absent", "relationship unavailable");
  }

  @Test
  void tellsTheWrongPartnerBesideAHijackWithoutWeight() {
    Story story = new Story(registry(contoso())).synced(OTHER);

    story.announce(OTHER, "203.0.113.0/24", 64499, 64666);

    Alert alert = story.lastAlert();
    assertThat(alert.kind().label()).isEqualTo("hijack.origin");
    assertThat(alert.evidence())
        .filteredOn(evidence -> evidence.check().equals("partner"))
        .extracting(Evidence::weight)
        .containsExactly(0);
    assertThat(alert.confidence()).isEqualTo(60);
  }

  @Test
  void growsSurerWithFurtherSessionsButNeverBeyondAHundred() {
    Story story =
        new Story(registry(contoso(), unannounced("198.51.100.0/24")))
            .synced(LON_A, LON_B, AMS_A, OTHER);
    for (Session session : List.of(LON_A, LON_B, AMS_A, OTHER)) {
      story.announce(session, "203.0.113.128/25", 64496, 64666);
      story.announce(session, "198.51.100.0/24", 64496, 64666);
    }
    story.at(10);

    assertThat(story.alertRecords())
        .filteredOn(alert -> alert.kind().label().equals("hijack.more-specific"))
        .extracting(Alert::confidence)
        .containsExactly(60, 80);
    assertThat(story.alertRecords())
        .filteredOn(alert -> alert.kind().label().equals("hijack.squatting"))
        .extracting(Alert::confidence)
        .containsExactly(80, 100);
  }

  @Test
  void marksAnAbsenceThatWasJudgedBeforeTheSessionHadSentEverything() {
    Story story = new Story(registry(contoso())).synced(LON_A);
    story.announce(LON_A, "203.0.113.0/24", 64496, 64501);
    story.at(10).down(LON_A).at(20).up(LON_A);

    story.at(320).gaveUpWaiting(LON_A);

    assertThat(story.alerts()).contains("+320 open availability.lost 203.0.113.0/24");
    assertThat(checks(story.lastAlert()))
        .containsExactly("visibility absent", "visibility partial");
    assertThat(story.lastAlert().confidence()).isEqualTo(80);
  }

  @Test
  void explainsTheRuleTheRouteAndWhoSeesIt() {
    Story story = new Story(registry(contoso())).synced(LON_A, COLLECTOR);
    story.announce(LON_A, "203.0.113.0/24", 64496, 64501);

    story.at(10).announce(LON_A, "203.0.113.0/24", 64496, 64666);

    Alert alert = story.lastAlert();
    assertThat(alert.explain())
        .startsWith("Only AS64501 may originate it.")
        .contains("Session acme-lon1-a received 203.0.113.0/24 with path [64496 64666]")
        .contains("Seen on acme-lon1-a since")
        .contains("origin fail, expected 64501, observed 64666 (+60)")
        .contains("observed 1 of 2 synced sessions");
    assertThat(alert.problem().previous()).isNotNull();
    assertThat(alert.problem().rule()).isEqualTo("contoso-london 203.0.113.0/24 origins");
  }

  @Test
  void doesNotTakeABlackholeOfThePartnerForAnAttack() {
    Story story = new Story(registry(contoso())).synced(LON_A);

    story.announce(LON_A, "203.0.113.7/32", AsPath.of(64496), "65535:666");

    assertThat(story.alerts()).isEmpty();
    assertThat(story.events()).contains("PrefixBlackholed acme-lon1-a 203.0.113.0/24");
  }

  @Test
  void takesAConfiguredCommunityForABlackhole() {
    DetectionSettings base = DetectionSettings.DEFAULT;
    DetectionSettings settings =
        new DetectionSettings(
            base.availabilityHoldDown(),
            base.redundancyHoldDown(),
            base.closeHoldDown(),
            base.unobservedMax(),
            base.minSessions(),
            Set.of(Communities.parse("64500:666")));
    Story story = new Story(World.registry(1, settings, List.of(contoso()))).synced(LON_A);

    story.announce(LON_A, "203.0.113.7/32", AsPath.of(64496, 64501), "64500:666");

    assertThat(story.alerts()).isEmpty();
    assertThat(story.events()).contains("PrefixBlackholed acme-lon1-a 203.0.113.0/24");
  }
}
