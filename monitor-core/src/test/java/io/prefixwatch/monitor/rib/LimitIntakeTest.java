package io.prefixwatch.monitor.rib;

import static io.prefixwatch.bgp.net.Family.IPV4_UNICAST;
import static io.prefixwatch.bgp.net.Family.IPV6_UNICAST;
import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.speak.UpdateBuilder;
import io.prefixwatch.monitor.registry.PrefixLimit;
import io.prefixwatch.monitor.registry.PrefixLimit.Action;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A session's routes against its limit of ten IPv4 routes; IPv6 has none. */
class LimitIntakeTest {

  private static final String REGISTERED = "203.0.113.0/24";

  private static IntakeScript limited(Action action) {
    return IntakeScript.up(limit(10, action)).synced().forget();
  }

  private static PrefixLimit limit(int ipv4, Action action) {
    return new PrefixLimit(ipv4, PrefixLimit.UNLIMITED, action);
  }

  /** Announces 198.51.100.from/32 up to but without 198.51.100.to/32. */
  private static UpdateBuilder hosts(int from, int to) {
    UpdateBuilder update = anUpdate().via(64496, 64502);
    for (int i = from; i < to; i++) {
      update.announcing("198.51.100." + i + "/32");
    }
    return update;
  }

  private static UpdateBuilder withoutHosts(int from, int to) {
    UpdateBuilder update = anUpdate();
    for (int i = from; i < to; i++) {
      update.withdrawing("198.51.100." + i + "/32");
    }
    return update;
  }

  @Test
  void tellsOfEightyAndOfAHundredPercentOnceEach() {
    IntakeScript script = limited(Action.WARN);

    script.send(hosts(0, 7));
    assertThat(script.events()).isEmpty();
    script.send(hosts(7, 8)).send(hosts(8, 9)).send(hosts(9, 10)).send(hosts(10, 12));

    assertThat(script.events())
        .containsExactly("count ipv4-unicast NEAR 8", "count ipv4-unicast REACHED 10");
    assertThat(script.intake().routes(IPV4_UNICAST)).isEqualTo(12);
    assertThat(script.intake().overLimit()).isNull();
  }

  @Test
  void tellsWhenTheCountIsBelowAgain() {
    IntakeScript script = limited(Action.WARN).send(hosts(0, 10)).forget();

    script.send(withoutHosts(0, 1)).send(withoutHosts(1, 3));

    assertThat(script.events())
        .containsExactly("count ipv4-unicast NEAR 9", "count ipv4-unicast BELOW 7");
  }

  @Test
  void countsEachFamilyByItself() {
    IntakeScript script = limited(Action.WARN);

    script.send(hosts(0, 7));
    for (int i = 0; i < 20; i++) {
      script.send(anUpdate().announcing("2001:db8:" + (i + 100) + "::/48").via(64496));
    }

    assertThat(script.events()).isEmpty();
  }

  @Test
  void doesNotStoreWhatIsBeyondABlockingLimit() {
    IntakeScript script = limited(Action.BLOCK);

    script.send(hosts(0, 15));

    assertThat(script.events())
        .containsExactly("limited ipv4-unicast", "count ipv4-unicast REACHED 10");
    assertThat(script.intake().routes(IPV4_UNICAST)).isEqualTo(10);
    assertThat(script.intake().leftOut(IPV4_UNICAST)).isEqualTo(5);
    assertThat(script.intake().overLimit()).isNull();
  }

  @Test
  void stillReplacesAndWithdrawsWhatItHoldsAtTheLimit() {
    IntakeScript script =
        limited(Action.BLOCK).send(anUpdate().announcing(REGISTERED).via(64496, 64501));
    script.send(hosts(0, 9)).forget();

    script.send(anUpdate().announcing(REGISTERED).via(64496, 64666));
    script.send(anUpdate().withdrawing(REGISTERED));

    assertThat(script.events())
        .containsExactly(
            "announced " + REGISTERED, "withdrawn " + REGISTERED, "count ipv4-unicast NEAR 9");
    assertThat(script.intake().leftOut(IPV4_UNICAST)).isZero();
  }

  @Test
  void judgesARouteOfARegisteredPrefixEvenBeyondTheLimit() {
    IntakeScript script = limited(Action.BLOCK).send(hosts(0, 15)).forget();

    script.send(anUpdate().announcing(REGISTERED).via(64496, 64666));

    assertThat(script.events()).containsExactly("announced " + REGISTERED);
  }

  @Test
  void takesOnlyAsManyOfThoseAgain() {
    IntakeScript script = limited(Action.BLOCK).send(hosts(0, 10)).forget();

    for (int i = 0; i < 12; i++) {
      script.send(anUpdate().announcing("203.0.113." + i + "/32").via(64496, 64666));
    }

    assertThat(script.intake().routes(IPV4_UNICAST)).isEqualTo(20);
    assertThat(script.intake().leftOut(IPV4_UNICAST)).isEqualTo(2);
    assertThat(script.events()).hasSize(11).endsWith("limited ipv4-unicast");
  }

  @Test
  void isCompleteAgainAfterARefreshThatFits() {
    IntakeScript script = limited(Action.BLOCK).send(hosts(0, 15)).send(withoutHosts(0, 9));
    assertThat(script.intake().refreshWish()).isEqualTo(IPV4_UNICAST);
    script.forget();

    script.at(1).begin(IPV4_UNICAST);
    assertThat(script.intake().refreshWish()).isNull();
    script.send(hosts(9, 15)).at(2).end(IPV4_UNICAST);

    assertThat(script.events())
        .containsExactly(
            "refresh-started ipv4-unicast", "complete ipv4-unicast", "refresh-ended ipv4-unicast");
    assertThat(script.intake().refreshWish()).isNull();
  }

  @Test
  void staysLimitedAfterARefreshThatDoesNotFit() {
    IntakeScript script = limited(Action.BLOCK).send(hosts(0, 15)).forget();

    script.at(1).begin(IPV4_UNICAST).send(hosts(0, 15)).at(2).end(IPV4_UNICAST);

    assertThat(script.events())
        .containsExactly("refresh-started ipv4-unicast", "refresh-ended ipv4-unicast");
  }

  @Test
  void wantsNoRefreshWhileItIsNearlyFull() {
    IntakeScript script = limited(Action.BLOCK).send(hosts(0, 15)).send(withoutHosts(0, 2));

    assertThat(script.intake().refreshWish()).isNull();
  }

  @Test
  void namesTheFamilyThatCostsTheSession() {
    IntakeScript script = limited(Action.RESTART).send(hosts(0, 10));
    assertThat(script.intake().overLimit()).isNull();

    script.send(hosts(10, 11));

    assertThat(script.intake().overLimit()).isEqualTo(IPV4_UNICAST);
  }

  @Test
  void doesNotTakeTheEmptyTableOfANewSessionForABetterOne() {
    IntakeScript script = limited(Action.DISABLE).send(hosts(0, 11)).down(Set.of()).forget();

    script.at(60).upAgain().send(hosts(0, 3));
    assertThat(script.events()).containsExactly("SessionUp");
    script.synced();

    assertThat(script.events()).contains("count ipv4-unicast BELOW 3");
  }

  @Test
  void followsAChangedLimit() {
    IntakeScript script = limited(Action.WARN).send(hosts(0, 10)).forget();

    script
        .intake()
        .reconfigure(
            script.intake().session().withPrefixLimit(limit(100, Action.WARN)), script.now());

    assertThat(script.events()).containsExactly("count ipv4-unicast BELOW 10");
    assertThat(script.intake().routes(IPV6_UNICAST)).isZero();
  }
}
