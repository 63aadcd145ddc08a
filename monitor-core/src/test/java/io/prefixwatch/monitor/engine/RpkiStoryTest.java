package io.prefixwatch.monitor.engine;

import static io.prefixwatch.monitor.engine.World.COLLECTOR;
import static io.prefixwatch.monitor.engine.World.LON_A;
import static io.prefixwatch.monitor.engine.World.LON_B;
import static io.prefixwatch.monitor.engine.World.OTHER;
import static io.prefixwatch.monitor.engine.World.contoso;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.incident.Alert;
import io.prefixwatch.monitor.registry.Contract;
import io.prefixwatch.monitor.registry.PrefixRules;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.RovRule;
import io.prefixwatch.monitor.rpki.AnchorGuard;
import io.prefixwatch.monitor.rpki.AspaTable;
import io.prefixwatch.monitor.rpki.RpkiData;
import io.prefixwatch.monitor.rpki.Vrp;
import io.prefixwatch.monitor.rpki.VrpTable;
import io.prefixwatch.monitor.rpki.VrpTableBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the RPKI says, and what becomes of verdicts when it says something else. */
class RpkiStoryTest {

  private static final Vrp OWN = new Vrp(Prefix.parse("203.0.113.0/24"), 24, 64501);
  private static final Vrp FOREIGN = new Vrp(Prefix.parse("203.0.113.0/24"), 24, 64510);

  private static RpkiData vrps(Vrp... vrps) {
    return new RpkiData(VrpTable.of(List.of(vrps)), null);
  }

  private static Registry watching(RovRule rule, RegisteredPrefix... prefixes) {
    Contract none = Contract.NONE;
    Contract contract =
        new Contract(
            none.communities(),
            none.maxPathLength(),
            none.noPrivateAsn(),
            none.noPrepend(),
            none.noBogonAsn(),
            none.noAsSet(),
            none.nextHopNeighbor(),
            none.consistent(),
            rule);
    PrefixRules rules = new PrefixRules(List.of(), contract, List.of());
    List<RegisteredPrefix> ruled = new ArrayList<>();
    for (RegisteredPrefix p : prefixes) {
      ruled.add(
          new RegisteredPrefix(
              p.prefix(),
              p.registration(),
              p.origins(),
              p.maxLength(),
              p.upstreams(),
              p.announced(),
              rules));
    }
    return World.registry(1, World.settings(), ruled);
  }

  private static Evidence evidence(Alert alert, String check) {
    return alert.evidence().stream().filter(e -> e.check().equals(check)).findFirst().orElseThrow();
  }

  @Test
  void tellsOfARouteThatBecameInvalidThoughNobodyAnnouncedAnything() {
    Story story = new Story(watching(RovRule.INVALID, contoso())).rpki(vrps(OWN)).synced(LON_A);
    story.announce(LON_A, "203.0.113.0/24", 64496, 64501).at(60);

    story.rpki(vrps(FOREIGN));

    assertThat(story.alerts())
        .containsExactly(
            "+60 open rpki.roa-change 203.0.113.0/24",
            "+60 open contract.rov-invalid 203.0.113.0/24");
    Alert alert = story.lastAlert();
    assertThat(evidence(alert, "rov").verdict()).isEqualTo("invalid-asn");
    assertThat(evidence(alert, "rov").detail()).isEqualTo("VRP 203.0.113.0/24-24 AS64510");
    assertThat(alert.seenOn()).hasSize(1);
    assertThat(alert.explain()).contains("nobody's hijack");
  }

  @Test
  void closesWhenTheRouteIsValidAgain() {
    Story story = new Story(watching(RovRule.INVALID, contoso())).rpki(vrps(FOREIGN)).synced(LON_A);
    story.announce(LON_A, "203.0.113.0/24", 64496, 64501).at(60);

    story.rpki(vrps(FOREIGN, OWN)).at(90);

    assertThat(story.alerts())
        .contains("+0 open contract.rov-invalid 203.0.113.0/24")
        .endsWith("+90 close contract.rov-invalid 203.0.113.0/24 restored");
  }

  @Test
  void watchesEachSessionAndCollectorsToo() {
    Story story = new Story(watching(RovRule.INVALID, contoso())).rpki(vrps(FOREIGN));
    story.synced(LON_A, LON_B, COLLECTOR);
    story.announce(LON_A, "203.0.113.0/24", 64496, 64501);
    story.announce(LON_B, "203.0.113.0/24", 64496, 64501);
    story.announce(COLLECTOR, "203.0.113.0/24", 64700, 64501);

    assertThat(story.alerts()).hasSize(3).allMatch(line -> line.contains("contract.rov-invalid"));
    assertThat(story.alertRecords()).extracting(Alert::dedupKey).doesNotHaveDuplicates();
  }

  @Test
  void asksNothingOfOriginValidationUnlessTheContractDoes() {
    Story story = new Story(watching(RovRule.OFF, contoso())).rpki(vrps(FOREIGN)).synced(LON_A);

    story.announce(LON_A, "203.0.113.0/24", 64496, 64501);

    assertThat(story.alerts()).isEmpty();
  }

  @Test
  void takesNotFoundForABreachOnlyWhereTheContractSaysSo() {
    Story lenient = new Story(watching(RovRule.INVALID, contoso())).rpki(vrps()).synced(LON_A);
    Story strict = new Story(watching(RovRule.NOT_FOUND, contoso())).rpki(vrps()).synced(LON_A);

    lenient.announce(LON_A, "203.0.113.0/24", 64496, 64501);
    strict.announce(LON_A, "203.0.113.0/24", 64496, 64501);

    assertThat(lenient.alerts()).isEmpty();
    assertThat(strict.alerts()).containsExactly("+0 open contract.rov-not-found 203.0.113.0/24");
  }

  @Test
  void doesNotTakeMissingDataForNotFound() {
    Story story = new Story(watching(RovRule.NOT_FOUND, contoso())).synced(LON_A);

    story.announce(LON_A, "203.0.113.0/24", 64496, 64501);

    assertThat(story.alerts()).isEmpty();
  }

  @Test
  void neverCallsAHijackARegistryProblem() {
    Story story = new Story(watching(RovRule.NOT_FOUND, contoso())).rpki(vrps(OWN)).synced(LON_A);

    story.announce(LON_A, "203.0.113.0/24", 64496, 64666);

    assertThat(story.alerts()).containsExactly("+0 open hijack.origin 203.0.113.0/24 AS64666");
    assertThat(evidence(story.lastAlert(), "rov").verdict()).isEqualTo("invalid-asn");
    assertThat(story.lastAlert().confidence()).isEqualTo(85);
  }

  @Test
  void doubtsAHijackWhoseOriginIsValid() {
    Vrp allowed = new Vrp(Prefix.parse("203.0.113.0/24"), 25, 64666);
    Story story = new Story(World.registry(contoso())).rpki(vrps(allowed)).synced(LON_A);

    story.announce(LON_A, "203.0.113.128/25", 64496, 64666);

    assertThat(evidence(story.lastAlert(), "rov").verdict()).isEqualTo("valid");
    assertThat(evidence(story.lastAlert(), "rov").detail()).contains("RFC 9319");
    assertThat(story.lastAlert().confidence()).isEqualTo(20);
  }

  @Test
  void bringsTheEvidenceOfAnOpenIncidentUpToDate() {
    Story story = new Story(World.registry(contoso())).rpki(vrps()).synced(LON_A);
    story.announce(LON_A, "203.0.113.0/24", 64496, 64666).at(60).forget();

    story.rpki(vrps(OWN));

    assertThat(story.alerts()).contains("+60 update hijack.origin 203.0.113.0/24 AS64666 open");
    assertThat(evidence(story.lastAlert(), "rov").verdict()).isEqualTo("invalid-asn");
  }

  @Test
  void judgesNothingAgainThatAChangeDoesNotTouch() {
    Story story = new Story(World.registry(contoso())).rpki(vrps(OWN)).synced(LON_A);
    story.announce(LON_A, "203.0.113.0/24", 64496, 64666).at(60).forget();

    story.rpki(vrps(OWN, new Vrp(Prefix.parse("198.51.100.0/24"), 24, 64502)));

    assertThat(story.alerts()).isEmpty();
  }

  @Test
  void verifiesPathsByTheRoleOfTheNeighbour() {
    AspaTable aspas = AspaTable.of(Map.of(64666L, Set.of(64510L)));
    RpkiData data = new RpkiData(VrpTable.EMPTY, aspas);
    Story peer = new Story(World.registry(contoso())).rpki(data).synced(OTHER);
    Story provider = new Story(World.registry(contoso())).rpki(data).synced(COLLECTOR);

    peer.announce(OTHER, "203.0.113.0/24", 64499, 64666);
    provider.announce(COLLECTOR, "203.0.113.0/24", 64700, 64666);

    assertThat(peer.alerts())
        .containsExactly(
            "+0 open hijack.origin 203.0.113.0/24 AS64666",
            "+0 open leak.path 203.0.113.0/24 AS64499");
    assertThat(evidence(peer.lastAlert(), "aspa").verdict()).isEqualTo("invalid");
    assertThat(evidence(peer.lastAlert(), "aspa").detail())
        .isEqualTo("upstream: AS64666 does not name AS64499");
    assertThat(evidence(provider.lastAlert(), "aspa").verdict()).isEqualTo("valid");
  }

  @Test
  void callsAPathThatAnAspaContradictsALeak() {
    AspaTable aspas = AspaTable.of(Map.of(64501L, Set.of(64510L)));
    Story story = new Story(World.registry(contoso()));
    story.rpki(new RpkiData(VrpTable.EMPTY, aspas)).synced(LON_A);

    story.announce(LON_A, "203.0.113.0/24", 64496, 64501).at(60);
    story.rpki(new RpkiData(VrpTable.EMPTY, AspaTable.EMPTY)).at(90);

    assertThat(story.alerts())
        .containsExactly(
            "+0 open leak.path 203.0.113.0/24 AS64496",
            "+90 close leak.path 203.0.113.0/24 AS64496 restored");
    assertThat(story.alertRecords().get(0).problem().evidence().get(0).check()).isEqualTo("aspa");
  }

  @Test
  void judgesAgainWhatAChangedAspaTouches() {
    Story story = new Story(World.registry(contoso()));
    story.rpki(new RpkiData(VrpTable.EMPTY, AspaTable.EMPTY)).synced(OTHER);
    story.announce(OTHER, "203.0.113.0/24", 64499, 64666).at(60).forget();

    story.rpki(new RpkiData(VrpTable.EMPTY, AspaTable.of(Map.of(64666L, Set.of(64510L)))));

    assertThat(evidence(story.lastAlert(), "aspa").verdict()).isEqualTo("invalid");
  }

  @Test
  void tellsWhoseVrpsChangedButNotOfTheFirstLoad() {
    Story story = new Story(World.registry(contoso(), contoso("198.51.100.0/24", 24)));

    story.rpki(vrps(OWN)).at(60).rpki(vrps()).at(960);

    assertThat(story.alerts())
        .containsExactly(
            "+60 open rpki.roa-change 203.0.113.0/24",
            "+960 close rpki.roa-change 203.0.113.0/24 expired");
    assertThat(evidence(story.alertRecords().get(0), "rov").verdict()).isEqualTo("removed");
  }

  @Test
  void tellsWhatEndsWithinTwoHours() {
    long end = Story.second(3 * 3600).getEpochSecond();
    RpkiData data = expiring(end);
    Story story = new Story(World.registry(contoso())).rpki(data);

    story.at(3599);
    List<String> before = List.copyOf(story.alerts());
    story.at(3600);

    assertThat(before).isEmpty();
    assertThat(story.alerts()).containsExactly("+3600 open rpki.roa-expiring 203.0.113.0/24");
    assertThat(evidence(story.lastAlert(), "rov").detail())
        .isEqualTo("ends at 2026-11-20T15:00:00Z");
  }

  @Test
  void saysNothingOfWhatWasRenewedInTime() {
    Story story = new Story(World.registry(contoso()));
    story.rpki(expiring(Story.second(3 * 3600).getEpochSecond())).at(3000);

    story.rpki(expiring(Story.second(9 * 3600).getEpochSecond())).at(4000);

    assertThat(story.alerts()).isEmpty();
  }

  private static RpkiData expiring(long end) {
    Prefix prefix = OWN.prefix();
    VrpTableBuilder vrps = new VrpTableBuilder();
    vrps.add(false, prefix.hi(), 0, 24, 24, OWN.asn(), end);
    return new RpkiData(vrps.build(), null);
  }

  @Test
  void tellsOfASourceThatIsStaleUntilItIsNot() {
    Story story = new Story(World.registry(contoso()));

    story.tell(new EngineEvent.RpkiSourceJudged(Story.second(0), "rtr-1", true, "no answer"));
    story.tell(new EngineEvent.RpkiSourceJudged(Story.second(60), "rtr-1", false, ""));
    story.at(90);

    assertThat(story.alerts())
        .containsExactly(
            "+0 open rpki.cache-stale rtr-1", "+90 close rpki.cache-stale rtr-1 restored");
  }

  @Test
  void tellsOfAnAnchorThatIsHeld() {
    Story story = new Story(World.registry(contoso()));
    AnchorGuard.Loss loss = new AnchorGuard.Loss("ripe", 300_000, 12);

    story.tell(new EngineEvent.RpkiAnchorJudged(Story.second(0), "vrps.json", "ripe", loss));
    story.tell(new EngineEvent.RpkiAnchorJudged(Story.second(60), "vrps.json", "ripe", null));
    story.at(90);

    List<String> lines = new ArrayList<>(story.alerts());
    assertThat(lines)
        .containsExactly(
            "+0 open rpki.anchor-loss vrps.json", "+90 close rpki.anchor-loss vrps.json restored");
    assertThat(story.alertRecords().get(0).problem().summary())
        .isEqualTo(
            "trust anchor ripe of vrps.json fell from 300000 to 12 VRPs; the old ones are kept");
  }
}
