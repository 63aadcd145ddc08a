package io.prefixwatch.daemon.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds docs/reference/configuration.md against the schema, row by row. */
class ReferencePageTest {

  private static final Path PAGE = Path.of("../docs/reference/configuration.md");

  /** {@code | `key` | type | default | built | meaning |}. */
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z0-9.\\[\\]-]+)` \\| (.*?) \\| (.*?) \\| (\\w+) \\| (.+) \\|");

  @Test
  void namesEveryKeyWithItsTypeDefaultAndStatusAndNoOther() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream()
            .map(ROW::matcher)
            .filter(Matcher::matches)
            .map(row -> row(row.group(1), row.group(2), row.group(3), row.group(4)))
            .toList();

    List<String> keys =
        Schema.keys().stream()
            .map(
                key ->
                    row(
                        key.path(),
                        key.type().label(),
                        key.defaultText(),
                        Schema.status(key).label()))
            .toList();
    assertThat(rows).containsExactlyInAnyOrderElementsOf(keys);
  }

  private static String row(String key, String type, String byDefault, String built) {
    return String.join(" | ", key, type, byDefault, built);
  }
}
