package io.prefixwatch.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.prefixwatch.daemon.config.HttpSettings.Scope;
import io.prefixwatch.daemon.config.HttpSettings.Token;
import io.prefixwatch.daemon.config.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens and scopes. */
class AccessTest {

  private final Access access =
      new Access(
          List.of(
              new Token(Secret.of("reader"), Scope.READ),
              new Token(Secret.of("writer"), Scope.WRITE)));

  @Test
  void letsATokenDoWhatItsScopeSays() {
    assertThatCode(() -> access.check("Bearer reader", Scope.READ)).doesNotThrowAnyException();
    assertThatCode(() -> access.check("bearer writer", Scope.READ)).doesNotThrowAnyException();
    assertThatCode(() -> access.check("Bearer writer", Scope.WRITE)).doesNotThrowAnyException();
    assertThat(status(access, "Bearer reader", Scope.WRITE)).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer ", "Bearer reade", "Bearer readerr", "Basic reader", "reader"})
  void knowsNobodyByAnythingElse(String header) {
    assertThat(status(access, header, Scope.READ)).isEqualTo(401);
  }

  @Test
  void asksForATokenWhereThereIsOne() {
    assertThat(status(access, null, Scope.READ)).isEqualTo(401);
    assertThat(status(access, "Bearer " + "x".repeat(10_000), Scope.READ)).isEqualTo(401);
  }

  @Test
  void letsAnybodyReadAndNobodyWriteWhereThereIsNone() {
    Access open = new Access(List.of());

    assertThatCode(() -> open.check(null, Scope.READ)).doesNotThrowAnyException();
    assertThat(status(open, null, Scope.WRITE)).isEqualTo(403);
  }

  private static int status(Access access, @Nullable String header, Scope wanted) {
    return catchThrowableOfType(ProblemException.class, () -> access.check(header, wanted))
        .status();
  }
}
