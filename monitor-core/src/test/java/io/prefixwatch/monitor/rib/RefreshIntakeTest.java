package io.prefixwatch.monitor.rib;

import static io.prefixwatch.bgp.net.Family.IPV4_UNICAST;
import static io.prefixwatch.bgp.net.Family.IPV6_UNICAST;
import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.speak.UpdateBuilder;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Route refresh, plain (RFC 2918) and enhanced (RFC 7313), on a session's Adj-RIB-In. */
class RefreshIntakeTest {

  private static final String REGISTERED = "203.0.113.0/24";
  private static final String INSIDE = "203.0.113.128/25";
  private static final String REGISTERED6 = "2001:db8:1::/48";

  private static UpdateBuilder announcing(String... prefixes) {
    return anUpdate().announcing(prefixes).via(64496, 64501);
  }

  private static IntakeScript holding(String... prefixes) {
    return IntakeScript.up().send(announcing(prefixes)).synced().forget();
  }

  @Test
  void dropsAtItsEndWhatWasNotSentAgain() {
    IntakeScript script = holding(REGISTERED, INSIDE);

    script.at(1).begin(IPV4_UNICAST).send(announcing(REGISTERED)).at(2).end(IPV4_UNICAST);

    assertThat(script.events())
        .containsExactly(
            "refresh-started ipv4-unicast", "withdrawn " + INSIDE, "refresh-ended ipv4-unicast");
    assertThat(script.intake().routes(IPV4_UNICAST)).isEqualTo(1);
  }

  @Test
  void saysNothingOfRoutesThatAreTheSame() {
    IntakeScript script = holding(REGISTERED, INSIDE);

    script.begin(IPV4_UNICAST).send(announcing(REGISTERED, INSIDE)).end(IPV4_UNICAST);

    assertThat(script.events())
        .containsExactly("refresh-started ipv4-unicast", "refresh-ended ipv4-unicast");
    assertThat(script.intake().routes(IPV4_UNICAST)).isEqualTo(2);
  }

  @Test
  void tellsAtOnceWhatIsNewOrOtherwiseInIt() {
    IntakeScript script = holding(REGISTERED);

    script.begin(IPV4_UNICAST).send(anUpdate().announcing(REGISTERED).via(64496, 64666));

    assertThat(script.events())
        .containsExactly("refresh-started ipv4-unicast", "announced " + REGISTERED);
  }

  @Test
  void leavesTheOtherFamilyAlone() {
    IntakeScript script = holding(REGISTERED, REGISTERED6);

    script.begin(IPV6_UNICAST).end(IPV6_UNICAST);

    assertThat(script.events())
        .containsExactly(
            "refresh-started ipv6-unicast",
            "withdrawn " + REGISTERED6,
            "refresh-ended ipv6-unicast");
    assertThat(script.intake().routes(IPV4_UNICAST)).isEqualTo(1);
  }

  @Test
  void ignoresAnEndWithoutABeginning() {
    IntakeScript script = holding(REGISTERED);

    script.end(IPV4_UNICAST);

    assertThat(script.events()).isEmpty();
    assertThat(script.intake().routes(IPV4_UNICAST)).isEqualTo(1);
  }

  @Test
  void beginsAnewWhenASecondBeginningComes() {
    IntakeScript script = holding(REGISTERED, INSIDE);

    script.begin(IPV4_UNICAST).send(announcing(REGISTERED, INSIDE));
    script.at(1).begin(IPV4_UNICAST).send(announcing(INSIDE)).at(2).end(IPV4_UNICAST);

    assertThat(script.events())
        .containsExactly(
            "refresh-started ipv4-unicast",
            "withdrawn " + REGISTERED,
            "refresh-ended ipv4-unicast");
  }

  @Test
  void ignoresABeginningBeforeTheFirstEndOfRibOfAGracefulPeer() {
    IntakeScript script = IntakeScript.up().send(announcing(REGISTERED)).forget();

    script.intake().beginRefresh(IPV4_UNICAST, true, script.now());
    script.end(IPV4_UNICAST);
    assertThat(script.events()).isEmpty();
    script.synced().forget().intake().beginRefresh(IPV4_UNICAST, true, script.now());

    assertThat(script.events()).containsExactly("refresh-started ipv4-unicast");
  }

  @Test
  void takesABeginningBeforeAnyEndOfRibOfAPlainPeerForARefresh() {
    IntakeScript script = IntakeScript.up().send(announcing(REGISTERED)).forget();

    script.begin(IPV4_UNICAST).send(announcing(REGISTERED)).end(IPV4_UNICAST);

    assertThat(script.events())
        .containsExactly(
            "refresh-started ipv4-unicast", "SessionSynced", "refresh-ended ipv4-unicast");
  }

  @Test
  void forgetsTheRefreshWhenTheSessionIsLostAndPurgesNothingLater() {
    IntakeScript script = holding(REGISTERED);

    script.at(1).begin(IPV4_UNICAST).at(2).down(Set.of()).at(3).upAgain();
    script.send(announcing(REGISTERED)).synced().forget();
    script.at(2000).end(IPV4_UNICAST);

    assertThat(script.events()).isEmpty();
    assertThat(script.intake().routes(IPV4_UNICAST)).isEqualTo(1);
  }

  @Test
  void doesNotMixUpWhatIsStaleForAGracefulRestart() {
    IntakeScript script = holding(REGISTERED, INSIDE, REGISTERED6);

    script.at(1).begin(IPV4_UNICAST).send(announcing(REGISTERED));
    script.at(2).down(IntakeScript.BOTH).at(3).upAgain().forget();
    script.send(announcing(REGISTERED)).begin(IPV4_UNICAST).end(IPV4_UNICAST);
    assertThat(script.events()).isEmpty();
    assertThat(script.intake().routes(IPV4_UNICAST)).isEqualTo(2);
    script.intake().dropStale(Set.of(IPV4_UNICAST), script.now());

    assertThat(script.events()).containsExactly("withdrawn " + INSIDE);
    assertThat(script.intake().routes(IPV6_UNICAST)).isEqualTo(1);
  }

  @Test
  void keepsWhatIsStaleForARefreshWhenTheGraceOfAnotherFamilyIsOver() {
    IntakeScript script = holding(REGISTERED, REGISTERED6);
    script.at(1).down(Set.of(IPV6_UNICAST)).at(2).upAgain().send(announcing(REGISTERED));

    script.at(3).begin(IPV4_UNICAST).forget();
    script.intake().dropStale(IntakeScript.BOTH, script.now());

    assertThat(script.events()).containsExactly("withdrawn " + REGISTERED6);
    assertThat(script.intake().routes(IPV4_UNICAST)).isEqualTo(1);
  }

  @Test
  void stopsWaitingForAnEndThatNeverComes() {
    IntakeScript script = holding(REGISTERED, INSIDE);

    script.at(1).begin(IPV4_UNICAST).send(announcing(REGISTERED)).at(600.9);
    assertThat(script.events()).containsExactly("refresh-started ipv4-unicast");
    script.at(601);

    assertThat(script.events())
        .containsExactly(
            "refresh-started ipv4-unicast",
            "withdrawn " + INSIDE,
            "refresh-ended ipv4-unicast expired");
  }

  @Test
  void tellsOfOneOfManyRefreshesThatFollowEachOther() {
    IntakeScript script = holding(REGISTERED);

    for (int i = 0; i < 100; i++) {
      script.at(1 + i / 100.0).begin(IPV4_UNICAST);
      script.send(announcing(REGISTERED)).end(IPV4_UNICAST);
    }
    script.at(12).begin(IPV4_UNICAST).end(IPV4_UNICAST);

    assertThat(script.events())
        .containsExactly(
            "refresh-started ipv4-unicast",
            "refresh-ended ipv4-unicast",
            "refresh-started ipv4-unicast",
            "withdrawn " + REGISTERED,
            "refresh-ended ipv4-unicast");
  }

  @Test
  void takesSilenceForTheEndWhereThePeerWillNotSayIt() {
    IntakeScript script = holding(REGISTERED, INSIDE);

    script.at(1).intake().refreshAsked(IPV4_UNICAST, script.now());
    script.at(20).send(announcing(REGISTERED)).at(49.9);
    assertThat(script.events()).containsExactly("refresh-started ipv4-unicast");
    script.at(50);

    assertThat(script.events())
        .containsExactly("refresh-started ipv4-unicast", "refresh-ended ipv4-unicast");
    assertThat(script.intake().routes(IPV4_UNICAST)).isEqualTo(2);
  }

  @Test
  void doesNotWaitForSilenceForEver() {
    IntakeScript script = holding(REGISTERED);

    script.at(0).intake().refreshAsked(IPV4_UNICAST, script.now());
    for (int second = 0; second <= 300; second += 20) {
      script.at(second).send(announcing("198.51.100.0/24"));
    }

    assertThat(script.events())
        .containsExactly("refresh-started ipv4-unicast", "refresh-ended ipv4-unicast expired");
  }

  @Test
  void ignoresTheRefreshOfASessionThatIsDown() {
    IntakeScript script = holding(REGISTERED).down(Set.of()).forget();

    script
        .begin(IPV4_UNICAST)
        .end(IPV4_UNICAST)
        .intake()
        .refreshAsked(Family.IPV4_UNICAST, script.now());

    assertThat(script.events()).isEmpty();
  }
}
