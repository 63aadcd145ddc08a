package io.prefixwatch.daemon.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.ConfigFolder;
import io.prefixwatch.daemon.config.HttpSettings;
import io.prefixwatch.daemon.config.HttpSettings.Scope;
import io.prefixwatch.daemon.config.HttpSettings.Token;
import io.prefixwatch.daemon.config.Secret;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code http:}. */
class HttpSectionTest {

  @TempDir private Path temp;
  private ConfigFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new ConfigFolder(temp);
  }

  @Test
  void isNowhereUnlessWritten() {
    folder.main(ConfigFolder.LONDON);

    assertThat(folder.config().http()).isNull();
  }

  @Test
  void isOnLoopbackByDefault() {
    folder.main(ConfigFolder.LONDON + "http: {}\n");

    HttpSettings http = Objects.requireNonNull(folder.config().http());
    assertThat(http.listen()).hasToString("127.0.0.1:8080");
    assertThat(http.tokens()).isEmpty();
    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void readsTokensAndTellsNone() {
    folder.main(
        ConfigFolder.LONDON
            + "http: {listen: \"0.0.0.0:80\", tokens: [{token: abc}, {token: d, scope: write}]}\n");

    HttpSettings http = Objects.requireNonNull(folder.config().http());
    assertThat(http.tokens())
        .containsExactly(
            new Token(Secret.of("abc"), Scope.READ), new Token(Secret.of("d"), Scope.WRITE));
    assertThat(http.toString()).doesNotContain("abc");
    assertThat(folder.problems()).singleElement().asString().contains("plain text");
  }

  @Test
  void warnsWhereOthersMayReadWithoutToken() {
    folder.main(ConfigFolder.LONDON + "http: {listen: \"0.0.0.0:80\"}\n");

    assertThat(folder.problems())
        .singleElement()
        .asString()
        .contains("warning: listen: is open to other machines");
  }

  @Test
  void refusesBadAndDoubleTokensWithoutTellingThem() {
    folder.main(
        ConfigFolder.LONDON
            + "http: {tokens: [{token: same-one}, {token: same-one}, {token: \"with blank\"}]}\n");

    assertThat(folder.problems()).hasSize(2);
    assertThat(String.join("\n", folder.problems()))
        .contains("stands twice")
        .contains("is not a token")
        .doesNotContain("same-one")
        .doesNotContain("with blank");
  }
}
