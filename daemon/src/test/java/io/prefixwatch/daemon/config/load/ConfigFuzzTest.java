package io.prefixwatch.daemon.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.ConfigFolder;
import io.prefixwatch.daemon.config.LoadedConfig;
import io.prefixwatch.daemon.config.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in a file ends in problems, never in an exception. */
class ConfigFuzzTest {

  private static final int ROUNDS = Integer.getInteger("prefixwatch.fuzz.rounds", 500);

  private static final List<String> SCRAPS =
      List.of(
          "[",
          "]",
          "{",
          "}",
          ":",
          ": ",
          ",",
          "-",
          "\n",
          "\n  ",
          "#",
          "&a ",
          "*a",
          "!!x ",
          "\"",
          "'",
          "|",
          ">",
          "null",
          "~",
          "0",
          "-1",
          "4294967296",
          "99999999999999999999",
          "1.10",
          "010",
          "::",
          "/",
          "/0",
          "2001:db8::/32",
          "${env:",
          "${env:X}",
          "${file:main.yaml}",
          "}",
          "\t",
          "\u0000",
          "\uFEFF",
          "𝒳",
          "<<: ",
          "? ",
          "---\n",
          "%YAML 1.2\n",
          "60s",
          "true");

  @TempDir private Path temp;

  @Test
  void survivesDamagedYaml() throws IOException {
    String example = Files.readString(Path.of("src/test/resources/config/interface-example.yaml"));
    ConfigFolder folder = new ConfigFolder(temp);
    Random random = new Random(17);
    for (int round = 0; round < ROUNDS; round++) {
      folder.main(damaged(example, random));

      checked(folder.load());
    }
  }

  @Test
  void survivesDamagedCsv() {
    ConfigFolder folder =
        new ConfigFolder(temp).main(ConfigFolder.LONDON + "include: [bulk.csv]\n");
    String rows =
        """
        registration,customer,partner,primary-site,backup-site,prefix,origins,max-length,upstreams
        contoso,"Contoso, Ltd",acme,lon1,,203.0.113.0/24,64501 64502,32,64496
        contoso,"Contoso, Ltd",acme,lon1,,2001:db8::/32,64501,,
        fabrikam,,,,,198.51.100.0/24,64503,,64497
        """;
    Random random = new Random(18);
    for (int round = 0; round < ROUNDS; round++) {
      folder.file("bulk.csv", damaged(rows, random));

      checked(folder.load());
    }
  }

  private static void checked(LoadedConfig loaded) {
    assertThat(loaded.config().isPresent()).isEqualTo(loaded.errors() == 0);
    loaded.config().ifPresent(config -> assertThat(config.registry(1)).isNotNull());
    for (Problem problem : loaded.problems()) {
      assertThat(problem.position().line()).isPositive();
      assertThat(problem.position().column()).isPositive();
      assertThat(problem.toLine().lines()).hasSize(1);
    }
  }

  /** Cuts, repeats and scatters scraps in a few places. */
  private static String damaged(String text, Random random) {
    StringBuilder out = new StringBuilder(text);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int from = random.nextInt(out.length());
      int to = Math.min(out.length(), from + random.nextInt(12));
      switch (random.nextInt(4)) {
        case 0 -> out.delete(from, to);
        case 1 -> out.insert(from, Objects.requireNonNull(out.substring(from, to)));
        case 2 -> out.replace(from, to, SCRAPS.get(random.nextInt(SCRAPS.size())));
        default -> out.insert(from, SCRAPS.get(random.nextInt(SCRAPS.size())));
      }
    }
    return out.toString();
  }
}
