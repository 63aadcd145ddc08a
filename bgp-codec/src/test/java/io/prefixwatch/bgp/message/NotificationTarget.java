package io.prefixwatch.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.fixture.Costs;
import io.prefixwatch.bgp.fixture.Messages;
import io.prefixwatch.bgp.fixture.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** NOTIFICATION and ROUTE-REFRESH of any length and content. */
final class NotificationTarget {

  private final Costs costs = new Costs("notification");

  /** Takes a first octet that is odd for ROUTE-REFRESH, and the octets behind the header. */
  void check(byte[] input) {
    int length = Frame.HEADER + input.length - 1;
    if (input.length == 0 || length > Frame.EXTENDED_MAX) {
      return;
    }
    boolean refresh = (input[0] & 1) != 0;
    byte[] header = Messages.message(refresh ? 5 : 3, "", length);
    byte[] message = Seeds.concat(header, Arrays.copyOfRange(input, 1, input.length));
    if (refresh) {
      checkRefresh(message);
    } else {
      checkNotification(message);
    }
  }

  void report() {
    costs.report();
  }

  private void checkNotification(byte[] message) {
    Notification read = Notification.decode(message, 0, message.length);
    assertThat(read == null).isEqualTo(message.length < Frame.HEADER + 2);
    if (read == null) {
      return;
    }
    assertThat(read.data().length()).isEqualTo(message.length - Frame.HEADER - 2);
    if (message.length <= Frame.MAX) {
      assertThat(read.encode()).isEqualTo(message);
    }
    Notification cause = read.effective();
    assertThat(cause.data().length()).isLessThanOrEqualTo(read.data().length());
    assertThat(cause.error().label()).isNotBlank();
    String text = read.shutdownText();
    if (text != null) {
      assertThat(text.getBytes(StandardCharsets.UTF_8).length).isBetween(1, 255);
      assertThat(cause.error())
          .isIn(ErrorCode.ADMINISTRATIVE_SHUTDOWN, ErrorCode.ADMINISTRATIVE_RESET);
    }
    // The value keeps a copy of the data, and the effective one another.
    long mayAllocate = Costs.MAX_ALLOCATED + 3L * message.length;
    costs.measure(message, mayAllocate, () -> read(message));
  }

  private static @Nullable String read(byte[] message) {
    Notification read = Notification.decode(message, 0, message.length);
    return read == null ? null : read.shutdownText();
  }

  private void checkRefresh(byte[] message) {
    Notification error = RouteRefresh.lengthError(message, 0, message.length);
    if (error != null) {
      assertThat(message.length).isNotEqualTo(RouteRefresh.LENGTH);
      assertThat(error.error()).isEqualTo(ErrorCode.REFRESH_LENGTH);
      assertThat(error.data().length()).isLessThanOrEqualTo(Notification.MAX_DATA);
    }
    if (message.length >= RouteRefresh.LENGTH) {
      RouteRefresh read = RouteRefresh.decode(message, 0);
      assertThat(RouteRefresh.decode(read.encode(), 0)).isEqualTo(read);
    }
    costs.measure(message, () -> RouteRefresh.lengthError(message, 0, message.length));
  }
}
