package io.prefixwatch.daemon.config.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problem;
import io.prefixwatch.daemon.config.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubstitutionTest {

  @TempDir private Path folder;

  private final Problems problems = new Problems(false);

  @ParameterizedTest
  @CsvSource({
    "${env:NAME}, Contoso",
    "a ${env:NAME} b ${env:NAME}, a Contoso b Contoso",
    "$${env:NAME}, ${env:NAME}",
    "${env:EMPTY}|, |",
    "$, $",
    "${env:NESTED}, ${env:NAME}"
  })
  void fillsInVariablesOnce(String written, String value) {
    assertThat(fill(written)).isEqualTo(value);
    assertThat(problems.hasErrors()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"'key\n', key", "'key\r\n', key", "'key', key", "'key\n\n', 'key\n'", "'', ''"})
  void takesOneLineEndOffAFile(String content, String value) throws IOException {
    Files.writeString(folder.resolve("secret"), content);

    assertThat(fill("${file:secret}")).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${env:GONE}|${env:GONE}: the environment variable \"GONE\" is not set",
        "${env:}|${env:}: the environment variable \"\" is not set",
        "${GONE}|${GONE} is not a known substitution",
        "${env:NAME|\"${env:NAME\" has a ${ without a }",
        "${file:gone}|${file:gone}: there is no file FOLDER/gone",
        "${file:}|${file:}: FOLDER is a folder, not a file",
        "${file:large}|${file:large}: FOLDER/large is larger than 64 KiB",
        "${file:octets}|${file:octets}: FOLDER/octets is not UTF-8 text",
      })
  void reportsWhatCannotBeFilledIn(String written, String message) throws IOException {
    Files.write(folder.resolve("large"), new byte[64 * 1024 + 1]);
    Files.write(folder.resolve("octets"), new byte[] {(byte) 0xFF});

    assertThat(fill(written)).isNull();
    assertThat(problems.sorted())
        .extracting(Problem::message)
        .extracting(text -> text.replace(folder + "/", "FOLDER/").replace(folder + " ", "FOLDER "))
        .containsExactly(message);
  }

  private @Nullable String fill(String written) {
    Map<String, String> environment =
        Map.of("NAME", "Contoso", "EMPTY", "", "NESTED", "${env:NAME}");
    return new Substitution(folder, environment::get, problems)
        .fill(written, new Position("a.yaml", 1, 1));
  }
}
