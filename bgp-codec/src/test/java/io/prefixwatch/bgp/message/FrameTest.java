package io.prefixwatch.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.fixture.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Message headers (RFC 4271 section 6.1, RFC 8654). */
class FrameTest {

  private static int next(byte[] octets, boolean extended) {
    return Frame.next(octets, 0, octets.length, extended);
  }

  private static String error(byte[] octets, boolean extended) {
    assertThat(next(octets, extended)).isEqualTo(Frame.BROKEN);
    Notification answer = Frame.error(octets, 0, octets.length, extended);
    return (answer.error() + " " + answer.data().hex()).strip();
  }

  @Test
  void findsAWholeMessage() {
    assertThat(next(Messages.message(4, ""), false)).isEqualTo(19);
    assertThat(next(Messages.message(2, "00000000"), false)).isEqualTo(23);
  }

  @Test
  void asksForMoreAtEveryCutOfASoundMessage() {
    byte[] update = Messages.message(2, "0000 0000 18cb0071");

    for (int length = 0; length < update.length; length++) {
      assertThat(Frame.next(update, 0, length, false)).isEqualTo(Frame.NEED_MORE);
    }
    assertThat(next(update, false)).isEqualTo(update.length);
  }

  @ParameterizedTest(name = "octet {0}")
  @ValueSource(ints = {0, 7, 15})
  void refusesAMarkerThatIsNotAllOnes(int at) {
    byte[] message = Messages.message(4, "");
    message[at] = (byte) 0xFE;

    assertThat(error(message, false)).isEqualTo("1/1");
  }

  @Test
  void refusesABrokenMarkerAsSoonAsItShows() {
    assertThat(error(Hex.octets("ffff00"), false)).isEqualTo("1/1");
  }

  @ParameterizedTest(name = "length {0}")
  @CsvSource({"0,0000", "18,0012"})
  void refusesALengthBelowAHeader(int length, String data) {
    assertThat(error(Messages.message(4, "", length), false)).isEqualTo("1/2 " + data);
  }

  @ParameterizedTest(name = "type {0}")
  @ValueSource(ints = {2, 3, 5})
  void takesMoreThan4096OctetsOnlyWhereWeAdvertisedIt(int type) {
    byte[] message = Messages.message(type, "00".repeat(4097 - 19));

    assertThat(error(message, false)).isEqualTo("1/2 1001");
    assertThat(next(message, true)).isEqualTo(4097);
  }

  @Test
  void neverTakesAnOpenOfMoreThan4096Octets() {
    byte[] message = Messages.message(1, "00".repeat(4097 - 19));

    assertThat(error(message, false)).isEqualTo("1/2 1001");
    assertThat(error(message, true)).isEqualTo("1/2 1001");
  }

  @ParameterizedTest(name = "type {0} of {1} octets")
  @CsvSource({"4,20,0014", "2,22,0016", "1,28,001c"})
  void refusesALengthThatDoesNotFitTheType(int type, int length, String data) {
    byte[] message = Messages.message(type, "00".repeat(length - 19));

    assertThat(error(message, true)).isEqualTo("1/2 " + data);
  }

  @ParameterizedTest(name = "type {0}")
  @CsvSource({"0,00", "6,06", "255,ff"})
  void refusesAnUnknownType(int type, String data) {
    assertThat(error(Messages.message(type, "00"), false)).isEqualTo("1/3 " + data);
  }

  @Test
  void leavesShortNotificationsAndRefreshesToTheirOwnRules() {
    assertThat(next(Messages.message(3, "06"), false)).isEqualTo(20);
    assertThat(next(Messages.message(5, "0001"), false)).isEqualTo(21);
  }
}
