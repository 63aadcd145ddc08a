package io.prefixwatch.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.fixture.Messages;
import io.prefixwatch.bgp.net.Family;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NOTIFICATION as received (RFC 4271 section 6.4, RFC 8538, RFC 9003). */
class NotificationTest {

  private static @Nullable Notification decode(String body) {
    byte[] message = Messages.message(3, body);
    return Notification.decode(message, 0, message.length);
  }

  private static Notification whole(String body) {
    return Objects.requireNonNull(decode(body));
  }

  private static @Nullable String text(String body) {
    return whole(body).shutdownText();
  }

  private static String lengthAndText(String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    return String.format("%02x", octets.length) + HexFormat.of().formatHex(octets);
  }

  @ParameterizedTest(name = "body \"{0}\"")
  @ValueSource(strings = {"", "06"})
  void readsNothingFromAMessageWithoutCodeAndSubcode(String body) {
    assertThat(decode(body)).isNull();
  }

  @Test
  void keepsCodesThatNobodyAssigned() {
    Notification notification = whole("fafa 0102");

    assertThat(notification.error()).hasToString("250/250");
    assertThat(notification.error().label()).isEqualTo("unknown/unknown");
    assertThat(notification.data().hex()).isEqualTo("0102");
  }

  @Test
  void readsTheShutdownText() {
    assertThat(text("0602" + lengthAndText("maintenance"))).isEqualTo("maintenance");
    assertThat(text("0604" + lengthAndText("a".repeat(255)))).hasSize(255);
  }

  @ParameterizedTest(name = "data \"{0}\"")
  @ValueSource(strings = {"", "00", "c8 61616161616161616161", "01 6162", "02 c328", "01 ff"})
  void readsNoTextWhereItsLengthLiesOrItIsNotUtf8(String data) {
    assertThat(text("0602" + data)).isNull();
  }

  @Test
  void readsTextOnlyWhereItIsDefined() {
    assertThat(text("0603" + lengthAndText("text"))).isNull();
    assertThat(text("0302" + lengthAndText("text"))).isNull();
  }

  @Test
  void readsTheCauseInsideAHardReset() {
    Notification notification = whole("0609 0602" + lengthAndText("moving"));

    assertThat(notification.error()).hasToString("6/9");
    assertThat(notification.effective().error()).hasToString("6/2");
    assertThat(notification.shutdownText()).isEqualTo("moving");
  }

  @Test
  void keepsAHardResetThatHoldsNothing() {
    Notification notification = whole("0609 06");

    assertThat(notification.effective()).isSameAs(notification);
  }

  /** RFC 4486 section 4: AFI, SAFI and the upper bound. */
  @Test
  void namesTheFamilyAndItsLimitWhenThereAreTooManyPrefixes() {
    Notification notification = Notification.maximumPrefixes(Family.IPV6_UNICAST, 500);

    assertThat(notification.error()).hasToString("6/1");
    assertThat(notification.data().hex()).isEqualTo("000201000001f4");
  }

  @Test
  void callsForAPauseUnlessThePeerIsFaultless() {
    assertThat(ErrorCode.MALFORMED_ATTRIBUTE_LIST.callsForPause()).isTrue();
    assertThat(ErrorCode.MAXIMUM_PREFIXES.callsForPause()).isTrue();
    assertThat(ErrorCode.COLLISION.callsForPause()).isFalse();
    assertThat(ErrorCode.ADMINISTRATIVE_SHUTDOWN.callsForPause()).isFalse();
  }
}
