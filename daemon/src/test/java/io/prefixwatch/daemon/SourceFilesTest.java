package io.prefixwatch.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What CONTRIBUTING.md says of source files, held for all modules in one place. */
class SourceFilesTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> MODULES = List.of("bgp-codec", "monitor-core", "daemon");
  private static final int MAX_MAIN_LINES = 500;
  private static final int MAX_TEST_LINES = 700;
  private static final Pattern VAGUE_NAME =
      Pattern.compile(".*(Util|Utils|Helper|Helpers|Manager|Impl)\\.java");

  private static List<Path> files(String sources) {
    List<Path> found = new ArrayList<>();
    for (String module : MODULES) {
      Path folder = ROOT.resolve(module).resolve(sources);
      try (Stream<Path> walk = Files.walk(folder)) {
        walk.filter(path -> path.toString().endsWith(".java")).forEach(found::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    assertThat(found).hasSizeGreaterThan(50);
    return found;
  }

  private static List<String> longerThan(int limit, List<Path> files) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      int lines = Files.readAllLines(file).size();
      if (lines > limit) {
        found.add(ROOT.relativize(file) + " has " + lines + " lines");
      }
    }
    return found;
  }

  @Test
  void areSmall() throws IOException {
    assertThat(longerThan(MAX_MAIN_LINES, files("src/main/java"))).isEmpty();
    assertThat(longerThan(MAX_TEST_LINES, files("src/test/java"))).isEmpty();
  }

  @Test
  void wouldBeSeenIfTheyWereNot() throws IOException {
    assertThat(longerThan(200, files("src/main/java"))).isNotEmpty();
  }

  @Test
  void haveNamesThatSayWhatTheyAre() {
    assertThat(files("src/main/java"))
        .noneMatch(file -> VAGUE_NAME.matcher(file.getFileName().toString()).matches());
  }

  @Test
  void standInPackagesThatSayWhatTheyAreFor() throws IOException {
    Set<Path> packages = new TreeSet<>();
    files("src/main/java").forEach(file -> packages.add(file.resolveSibling("package-info.java")));

    for (Path description : packages) {
      assertThat(description).exists();
      assertThat(Files.readString(description)).contains("/**", "@NullMarked");
    }
  }
}
