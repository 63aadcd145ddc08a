package io.prefixwatch.monitor.rib;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.attribute.AttributeType;
import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.speak.UpdateBuilder;
import io.prefixwatch.bgp.update.ParserPolicy;
import io.prefixwatch.bgp.update.PeerSort;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.monitor.incident.MalformedMessage;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of malformed UPDATEs (RFC 7606) on their way to the engine. */
class MalformedIntakeTest {

  private static final String REGISTERED = "203.0.113.0/24";
  private static final String OTHER = "198.51.100.0/24";

  private final IntakeScript script = IntakeScript.up().synced();

  private static UpdateBuilder announcing(String... prefixes) {
    return anUpdate().announcing(prefixes).via(64496, 64501);
  }

  /** ORIGIN 3: treat as withdraw. */
  private static UpdateBuilder withBadOrigin(String... prefixes) {
    return announcing(prefixes).attribute(0x40, AttributeType.ORIGIN, (byte) 3);
  }

  /** An ATOMIC_AGGREGATE with a value: attribute discard. */
  private static UpdateBuilder withBadAggregate(String... prefixes) {
    return announcing(prefixes).attribute(0x40, AttributeType.ATOMIC_AGGREGATE, (byte) 1);
  }

  /** An MP_REACH_NLRI of two octets: session reset. */
  private static UpdateBuilder unreadable(String... prefixes) {
    return announcing(prefixes).attribute(0x80, AttributeType.MP_REACH_NLRI, (byte) 0, (byte) 2);
  }

  @Test
  void withdrawsWhatATreatAsWithdrawAnnouncesAndSaysSo() {
    script.send(announcing(REGISTERED, OTHER)).forget();

    byte[] message = withBadOrigin(REGISTERED, OTHER).encode();
    script.send(message);

    assertThat(script.events())
        .containsExactly("malformed treat-as-withdraw", "withdrawn " + REGISTERED);
    assertThat(script.lastMalformed().lost()).containsExactly(Prefix.parse(REGISTERED));
    MalformedMessage told = script.lastMalformed().message();
    assertThat(told.octets()).isEqualTo(Octets.of(message));
    assertThat(told.length()).isEqualTo(message.length);
    assertThat(told.issues()).hasSize(1);
    assertThat(told.sent()).isNull();
  }

  @Test
  void namesALostPrefixThatWasNeverHeldAndMoreSpecificsToo() {
    script.forget().send(withBadOrigin("203.0.113.128/25", REGISTERED));

    assertThat(script.events()).containsExactly("malformed treat-as-withdraw");
    assertThat(script.lastMalformed().lost())
        .containsExactly(Prefix.parse("203.0.113.128/25"), Prefix.parse(REGISTERED));
  }

  @Test
  void keepsTheRouteOfAnAttributeDiscardAndSaysSo() {
    script.forget().send(withBadAggregate(REGISTERED));

    assertThat(script.events())
        .containsExactly("malformed attribute-discard", "announced " + REGISTERED);
    assertThat(script.lastMalformed().lost()).isEmpty();
  }

  @Test
  void tellsOfAMalformedMessageThatOnlyWithdrawsARegisteredPrefix() {
    script.send(announcing(REGISTERED)).forget();

    script.send(
        anUpdate()
            .withdrawing(REGISTERED)
            .attribute(0x40, AttributeType.ATOMIC_AGGREGATE, (byte) 1));

    assertThat(script.events())
        .containsExactly("malformed attribute-discard", "withdrawn " + REGISTERED);
    assertThat(script.lastMalformed().lost()).isEmpty();
  }

  @Test
  void findsARegisteredPrefixInTheMultiprotocolFields() {
    script.forget().send(withBadOrigin("2001:db8:1::/48"));

    assertThat(script.lastMalformed().lost()).containsExactly(Prefix.parse("2001:db8:1::/48"));
  }

  @Test
  void onlyCountsWhatTouchesNothingRegistered() {
    script.forget();

    script.send(withBadOrigin(OTHER)).send(withBadAggregate(OTHER)).send(withBadAggregate(OTHER));

    assertThat(script.events()).isEmpty();
    assertThat(script.intake().malformed(Disposition.WITHDRAW)).isEqualTo(1);
    assertThat(script.intake().malformed(Disposition.DISCARD)).isEqualTo(2);
    assertThat(script.intake().malformed(Disposition.RESET)).isZero();
  }

  @Test
  void countsNoSoundMessage() {
    script.send(announcing(REGISTERED, OTHER));

    assertThat(script.malformed()).isEmpty();
    assertThat(script.intake().malformed(Disposition.WITHDRAW)).isZero();
    assertThat(script.intake().malformed(Disposition.DISCARD)).isZero();
  }

  @Test
  void tellsOfEveryResetAndChangesNoRoute() {
    script.send(announcing(REGISTERED)).forget();

    byte[] message = unreadable(OTHER).encode();
    script.send(message);

    assertThat(script.events()).containsExactly("malformed session-reset");
    MalformedMessage told = script.lastMalformed().message();
    assertThat(told.sent()).extracting(Notification::error).isEqualTo(ErrorCode.OPTIONAL_ATTRIBUTE);
    assertThat(told.octets()).isEqualTo(Octets.of(message));
    assertThat(script.intake().malformed(Disposition.RESET)).isEqualTo(1);
  }

  @Test
  void copiesTheOctetsOfOneMessageAMinute() {
    script.at(0).send(withBadOrigin(REGISTERED));
    script.at(59.999).send(withBadAggregate(REGISTERED));
    script.at(60).send(withBadAggregate(REGISTERED));
    script.at(61).send(unreadable(REGISTERED));

    assertThat(script.malformed())
        .extracting(event -> event.message().octets() != null)
        .containsExactly(true, false, true, false);
  }

  @Test
  void spendsNoCopyOnAMessageThatIsOnlyCounted() {
    script.send(withBadOrigin(OTHER)).send(withBadOrigin(REGISTERED));

    assertThat(script.lastMalformed().message().octets()).isNotNull();
  }

  @Test
  void cutsALongMessage() {
    byte[] message = withBadOrigin(REGISTERED).attribute(0xC0, 200, new byte[20_000]).encode();

    script.send(message);

    MalformedMessage told = script.lastMalformed().message();
    assertThat(told.length()).isEqualTo(message.length);
    assertThat(told.octets()).isEqualTo(Octets.copyOfRange(message, 0, 4096));
  }

  @Test
  void staysSilentAboutAttributesThatTheOperatorDiscards() {
    ParserPolicy policy = new ParserPolicy(Set.of(200), Set.of(), false, false);
    script.context(ScanContext.of(PeerSort.EBGP).withPolicy(policy)).forget();

    script.send(announcing(REGISTERED).attribute(0xC0, 200, (byte) 1));
    assertThat(script.events()).containsExactly("announced " + REGISTERED);
    script.send(withBadAggregate(REGISTERED).attribute(0xC0, 200, (byte) 1));

    assertThat(script.lastMalformed().message().issues()).hasSize(2);
    assertThat(script.intake().malformed(Disposition.DISCARD)).isEqualTo(2);
  }
}
