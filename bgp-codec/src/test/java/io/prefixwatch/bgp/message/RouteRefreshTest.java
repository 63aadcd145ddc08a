package io.prefixwatch.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.fixture.Messages;
import io.prefixwatch.bgp.net.Family;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ROUTE-REFRESH of right and wrong lengths (RFC 2918, RFC 7313 section 5). */
class RouteRefreshTest {

  private static @Nullable Notification lengthError(byte[] message) {
    return RouteRefresh.lengthError(message, 0, message.length);
  }

  @Test
  void readsFamilyAndSubtype() {
    byte[] message = Messages.message(5, "0002 01 01");

    assertThat(RouteRefresh.decode(message, 0))
        .isEqualTo(new RouteRefresh(Family.IPV6_UNICAST, RouteRefresh.BEGIN));
    assertThat(lengthError(message)).isNull();
  }

  @ParameterizedTest(name = "body {0}")
  @ValueSource(strings = {"000101", "000102", "0001010100", "0001020100ff"})
  void answersAMarkerOfAWrongLengthWithTheWholeMessage(String body) {
    byte[] message = Messages.message(5, body);

    Notification answer = Objects.requireNonNull(lengthError(message));

    assertThat(answer.error()).hasToString("7/1");
    assertThat(answer.data().hex()).isEqualTo(Hex.hex(message));
  }

  @ParameterizedTest(name = "body \"{0}\"")
  @ValueSource(strings = {"", "00", "0001", "000100", "0001000100", "000103", "0001ff01ff"})
  void ignoresAnyOtherWrongLength(String body) {
    assertThat(lengthError(Messages.message(5, body))).isNull();
  }

  @Test
  void cutsTheMessageInItsAnswerToWhatFits() {
    Notification answer =
        Objects.requireNonNull(lengthError(Messages.message(5, "000101" + "00".repeat(5000))));

    assertThat(answer.data().length()).isEqualTo(Notification.MAX_DATA);
  }
}
