package io.prefixwatch.monitor.engine;

import static io.prefixwatch.monitor.engine.World.AMS_A;
import static io.prefixwatch.monitor.engine.World.COLLECTOR;
import static io.prefixwatch.monitor.engine.World.CONTOSO;
import static io.prefixwatch.monitor.engine.World.LON_A;
import static io.prefixwatch.monitor.engine.World.LON_B;
import static io.prefixwatch.monitor.engine.World.contoso;
import static io.prefixwatch.monitor.engine.World.registry;
import static io.prefixwatch.monitor.engine.World.settings;
import static io.prefixwatch.monitor.engine.World.unannounced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.coverage.RegistrationState;
import io.prefixwatch.monitor.coverage.SessionStanding.Says;
import io.prefixwatch.monitor.coverage.Standing;
import io.prefixwatch.monitor.coverage.StateReason;
import io.prefixwatch.monitor.event.EventType;
import io.prefixwatch.monitor.event.MonitorEvent;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.Contract;
import io.prefixwatch.monitor.registry.PrefixRules;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registration;
import io.prefixwatch.monitor.registry.RovRule;
import io.prefixwatch.monitor.registry.Session;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StandingStoryTest {

  /** Public space, as documentation space can never be verified; of an incident of 2008. */
  private static final String PREFIX = "208.65.152.0/22";

  private static final String ANOTHER = "208.65.156.0/22";

  private static final AsPath PATH = AsPath.of(64496, 64501);

  private static RegisteredPrefix registered(String prefix) {
    return contoso(prefix, 22);
  }

  private static RegisteredPrefix withContract(Contract contract) {
    return new RegisteredPrefix(
        Prefix.parse(PREFIX),
        CONTOSO,
        AsnSet.of(64501L),
        22,
        null,
        true,
        new PrefixRules(List.of(), contract, List.of()));
  }

  private static Story heldEverywhere(RegisteredPrefix... prefixes) {
    Story story = new Story(registry(prefixes)).synced(LON_A, LON_B, AMS_A);
    for (RegisteredPrefix prefix : prefixes) {
      for (Session session : List.of(LON_A, LON_B, AMS_A)) {
        story.announce(session, prefix.prefix().toString(), 64496, 64501);
      }
    }
    return story;
  }

  private static Standing standing(Story story, String prefix) {
    return Objects.requireNonNull(story.standing(prefix));
  }

  private static RegistrationState state(Story story) {
    return standing(story, PREFIX).state();
  }

  private static List<String> reasons(Story story) {
    return standing(story, PREFIX).reasons().stream().map(StateReason::toString).toList();
  }

  /** {@code 208.65.152.0/22 pending verified}, or the number of prefixes. */
  private static List<String> told(Story story) {
    return story.eventRecords().stream()
        .filter(event -> event.type().label().equals("RegistrationStateChanged"))
        .map(StandingStoryTest::line)
        .toList();
  }

  private static String line(MonitorEvent event) {
    Object what = event.prefix() == null ? event.details().get("prefixes_total") : event.prefix();
    return what + " " + event.details().get("old_state") + " " + event.details().get("new_state");
  }

  private static String total(MonitorEvent event) {
    return String.valueOf(event.details().get("prefixes_total"));
  }

  @Test
  void isPendingUntilASessionHoldsIt() {
    Story story = new Story(registry(registered(PREFIX))).synced(LON_A, LON_B, AMS_A);

    assertThat(state(story)).isEqualTo(RegistrationState.PENDING);
    assertThat(reasons(story)).containsExactly("held: no session has held it yet");
  }

  @Test
  void isNoStandingForWhatIsNotRegistered() {
    Story story = new Story(registry(registered(PREFIX)));

    assertThat(story.standing("208.65.152.0/24")).isNull();
  }

  @Test
  void isVerifiedWhenAllExpectedSessionsHoldIt() {
    Story story = heldEverywhere(registered(PREFIX)).at(30);

    assertThat(state(story)).isEqualTo(RegistrationState.VERIFIED);
    assertThat(reasons(story)).isEmpty();
    assertThat(told(story)).containsExactly(PREFIX + " pending verified");
    assertThat(standing(story, PREFIX).sessions())
        .extracting(one -> one.session().id(), one -> one.says())
        .containsExactly(
            tuple("acme-lon1-a", Says.HOLDS),
            tuple("acme-lon1-b", Says.HOLDS),
            tuple("acme-ams1-a", Says.HOLDS));
  }

  @Test
  void tellsVerifiedAsInformationAndTheRestAsWarning() {
    Story story = heldEverywhere(registered(PREFIX)).at(60).withdraw(LON_B, PREFIX).at(100);

    assertThat(story.eventRecords().stream().map(MonitorEvent::type))
        .containsSubsequence(EventType.REGISTRATION_VERIFIED, EventType.REGISTRATION_STATE_CHANGED);
  }

  @Test
  void saysNothingOfWhatSessionsBringWhileTheyAreSyncing() {
    Story story = new Story(registry(registered(PREFIX))).up(LON_A).up(LON_B).up(AMS_A);
    story.announce(LON_A, PREFIX, 64496, 64501).endOfRib(LON_A).at(40);
    story.announce(LON_B, PREFIX, 64496, 64501).endOfRib(LON_B).at(80);
    story.announce(AMS_A, PREFIX, 64496, 64501).endOfRib(AMS_A).at(200);

    assertThat(state(story)).isEqualTo(RegistrationState.VERIFIED);
    assertThat(told(story)).isEmpty();

    story.withdraw(LON_A, PREFIX).at(300);
    assertThat(told(story)).containsExactly(PREFIX + " verified warning");
  }

  @Test
  void isAWarningWhenASessionDoesNotHoldItAnyMore() {
    Story story = heldEverywhere(registered(PREFIX)).at(60).forget();

    story.withdraw(LON_B, PREFIX);

    assertThat(state(story)).isEqualTo(RegistrationState.WARNING);
    assertThat(reasons(story)).containsExactly("held acme-lon1-b: does not hold it");
    assertThat(told(story)).isEmpty();
    assertThat(told(story.at(89))).isEmpty();
    assertThat(told(story.at(90))).containsExactly(PREFIX + " verified warning");
  }

  @Test
  void saysNothingOfWhatIsOverBeforeItHasSettled() {
    Story story = heldEverywhere(registered(PREFIX)).at(60).forget();

    story.withdraw(LON_B, PREFIX).at(80).announce(LON_B, PREFIX, 64496, 64501).at(300);

    assertThat(told(story)).isEmpty();
    story.withdraw(LON_A, PREFIX).at(400);
    assertThat(told(story)).hasSize(1);
  }

  @Test
  void failsWhenNoSessionHoldsItAnyMore() {
    Story story = heldEverywhere(registered(PREFIX)).at(60).forget();

    story.withdraw(LON_A, PREFIX).withdraw(LON_B, PREFIX).withdraw(AMS_A, PREFIX).at(100);

    assertThat(state(story)).isEqualTo(RegistrationState.FAILED);
    assertThat(reasons(story)).contains("held: no expected session holds it any more");
    assertThat(told(story)).containsExactly(PREFIX + " verified failed");
  }

  @Test
  void namesTheVerdictThatKeepsARouteFromCounting() {
    Story story = heldEverywhere(registered(PREFIX)).at(60);

    story.announce(LON_B, PREFIX, 64496, 64666);

    assertThat(reasons(story))
        .containsExactly("held acme-lon1-b: its route there is hijack.origin");
  }

  @Test
  void isInvalidInDocumentationSpaceAndWatchedLikeAnyOther() {
    Story story = heldEverywhere(contoso("203.0.113.0/24", 24)).at(60);

    assertThat(standing(story, "203.0.113.0/24").state()).isEqualTo(RegistrationState.INVALID);
    assertThat(told(story)).isEmpty();
    story.announce(COLLECTOR, "203.0.113.0/24", 64700, 64666).synced(COLLECTOR);
    story.announce(COLLECTOR, "203.0.113.0/24", 64700, 64666);
    assertThat(story.alerts()).containsExactly("+60 open hijack.origin 203.0.113.0/24 AS64666");
  }

  @Test
  void isPendingForEverWithoutAPartner() {
    Registration alone = new Registration("alone", "Alone", null, null, null, null, null);
    RegisteredPrefix prefix =
        new RegisteredPrefix(Prefix.parse(PREFIX), alone, AsnSet.of(64501L), 22, null, true);
    Story story = heldEverywhere(prefix).at(60);

    assertThat(state(story)).isEqualTo(RegistrationState.PENDING);
    assertThat(reasons(story))
        .containsExactly(
            "partner: registered with no partner", "sessions: no session is expected to hold it");
  }

  @Test
  void asksForTwoRoutersAndABackup() {
    Registration small =
        new Registration("small", "Small", World.GLOBEX, null, null, World.LONDON, null);
    RegisteredPrefix prefix =
        new RegisteredPrefix(Prefix.parse(PREFIX), small, AsnSet.of(64501L), 22, null, true);
    Story story = new Story(registry(prefix)).synced(World.OTHER);

    assertThat(state(story.announce(World.OTHER, PREFIX, 64499, 64501)))
        .isEqualTo(RegistrationState.WARNING);
    assertThat(reasons(story))
        .containsExactly(
            "routers: 1 routers of the partner at lon1, two are asked for",
            "backup: no backup site");
  }

  private static Contract noPrepending() {
    return new Contract(List.of(), 0, false, true, false, false, false, false, RovRule.OFF);
  }

  @Test
  void warnsOfAContractThatIsBrokenOnASessionAndFailsWhereItIsBrokenOnAll() {
    AsPath prepended = AsPath.of(64496, 64496, 64501);
    Story story = heldEverywhere(withContract(noPrepending())).at(60).forget();

    story.announce(LON_A, PREFIX, prepended).at(100);
    assertThat(state(story)).isEqualTo(RegistrationState.WARNING);
    assertThat(reasons(story))
        .containsExactly("contract.prepend acme-lon1-a: the contract is not met");

    story.announce(LON_B, PREFIX, prepended).announce(AMS_A, PREFIX, prepended).at(140);
    assertThat(state(story)).isEqualTo(RegistrationState.FAILED);

    story.announce(LON_A, PREFIX, PATH).announce(LON_B, PREFIX, PATH).announce(AMS_A, PREFIX, PATH);
    assertThat(told(story.at(180)))
        .containsExactly(
            PREFIX + " verified warning", PREFIX + " warning failed", PREFIX + " failed verified");
  }

  @Test
  void warnsOfSessionsThatDisagreeForLongEnough() {
    Contract same =
        new Contract(List.of(), 0, false, false, false, false, false, true, RovRule.OFF);
    Story story = heldEverywhere(withContract(same)).at(60).forget();

    story.announce(LON_A, PREFIX, 64496, 64496, 64501).at(89);
    assertThat(state(story)).isEqualTo(RegistrationState.VERIFIED);

    story.at(90);
    assertThat(state(story)).isEqualTo(RegistrationState.WARNING);
    assertThat(told(story)).containsExactly(PREFIX + " verified warning");
  }

  @Test
  void tellsOnceOfAllPrefixesThatASessionTakesWithIt() {
    Story story = heldEverywhere(registered(PREFIX), registered(ANOTHER)).at(60).forget();

    story.down(LON_A).at(100);

    assertThat(told(story)).containsExactly("2 verified warning");
    assertThat(story.eventRecords().get(story.eventRecords().size() - 1).details())
        .containsEntry("prefixes", List.of(PREFIX, ANOTHER))
        .containsEntry("reasons", List.of("held acme-lon1-a: does not hold it"));
  }

  @Test
  void waitsForASessionThatCannotTell() {
    Story story = heldEverywhere(registered(PREFIX)).at(60).forget();

    story.down(LON_A).at(70).up(LON_A).at(300);
    assertThat(reasons(story)).containsExactly("undetermined acme-lon1-a: cannot tell now");
    assertThat(told(story)).isEmpty();

    story.endOfRib(LON_A).at(400);
    assertThat(reasons(story)).containsExactly("held acme-lon1-a: does not hold it");
    assertThat(told(story)).containsExactly(PREFIX + " verified warning");
  }

  @Test
  void noticesAnExpectedSessionThatNeverBringsIt() {
    Story story = new Story(registry(registered(PREFIX))).synced(LON_A, AMS_A);
    story.announce(LON_A, PREFIX, PATH).announce(AMS_A, PREFIX, PATH).at(60);
    assertThat(told(story)).containsExactly(PREFIX + " pending verified");

    story.synced(LON_B).at(100);

    assertThat(told(story))
        .containsExactly(PREFIX + " pending verified", PREFIX + " verified warning");
  }

  @Test
  void followsAReload() {
    Story story = heldEverywhere(registered(PREFIX)).at(60).forget();

    story.reload(World.registry(2, settings(), List.of(withContract(noPrepending()))));
    story.at(100);
    assertThat(told(story)).isEmpty();

    Contract asking =
        new Contract(List.of("64500:1"), 0, false, false, false, false, false, false, RovRule.OFF);
    story.reload(World.registry(3, settings(), List.of(withContract(asking)))).at(140);
    assertThat(told(story)).containsExactly(PREFIX + " verified failed");

    story.reload(World.registry(4, settings(), List.of(registered(ANOTHER)))).at(200);
    assertThat(told(story)).hasSize(1);
    assertThat(story.standing(PREFIX)).isNull();
  }

  @Test
  void failsWhenSomebodyAnnouncesWhatNobodyShould() {
    Story story = new Story(registry(unannounced(PREFIX))).synced(COLLECTOR);
    assertThat(state(story)).isEqualTo(RegistrationState.VERIFIED);

    story.announce(COLLECTOR, PREFIX, 64700, 64666).at(40);

    assertThat(told(story)).containsExactly(PREFIX + " verified failed");
    assertThat(reasons(story)).containsExactly("announced rs1: nobody should announce it");

    story.withdraw(COLLECTOR, PREFIX).at(100);
    assertThat(told(story))
        .containsExactly(PREFIX + " verified failed", PREFIX + " failed verified");
  }

  @Test
  void judgesATableInPiecesAndMissesNone() {
    RegisteredPrefix[] many = new RegisteredPrefix[10_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = contoso(Prefix.ipv4(0x14000000 + (i << 10), 22).toString(), 22);
    }
    Story story = heldEverywhere(many).at(60);

    long counted =
        story.eventRecords().stream()
            .filter(event -> event.type() == EventType.REGISTRATION_VERIFIED)
            .mapToLong(event -> Long.parseLong(total(event)))
            .sum();
    assertThat(counted).isEqualTo(many.length);
    assertThat(told(story)).hasSizeLessThan(10);
  }
}
