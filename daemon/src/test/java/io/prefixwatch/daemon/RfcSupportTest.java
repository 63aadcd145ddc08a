package io.prefixwatch.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of docs/rfc-support.md: what is needed is there, and so is each test that it names. */
class RfcSupportTest {

  private static final Path ROOT = Path.of("..");
  private static final Set<String> NEEDS = Set.of("M", "S", "L");
  private static final Set<String> STATUSES = Set.of("yes", "read", "partly");
  private static final Pattern CLASS = Pattern.compile("`(\\w+)`");

  /** Must and should, for a monitor that only listens. */
  private static final Map<String, Set<Integer>> NEEDED =
      Map.of(
          "M",
          Set.of(
              1997, 2385, 2918, 4271, 4486, 4724, 4760, 5065, 5082, 5492, 6286, 6472, 6608, 6793,
              7606, 7607, 7911, 8092, 8203, 8654, 8950, 9003, 9072, 9687, 9774),
          "S",
          Set.of(4360, 4456, 5925, 6396, 7313, 7854, 7999, 8050, 8326, 8538, 9234, 9494));

  /**
   * One row.
   *
   * @param rfcs their numbers
   * @param sections as written
   * @param need one letter
   * @param status as written
   * @param classes simple names
   */
  private record Row(
      List<Integer> rfcs, String sections, String need, String status, List<String> classes) {}

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(ROOT.resolve("docs/rfc-support.md"))) {
      if (line.startsWith("| ") && Character.isDigit(line.charAt(2))) {
        rows.add(row(line));
      }
    }
    assertThat(rows).hasSizeGreaterThan(40);
    return rows;
  }

  private static Row row(String line) {
    String[] cells = line.split("\\|", -1);
    assertThat(cells).as(line).hasSize(8);
    List<Integer> rfcs =
        Stream.of(cells[1].split(",", -1)).map(String::strip).map(Integer::valueOf).toList();
    List<String> classes = new ArrayList<>();
    Matcher named = CLASS.matcher(cells[6]);
    while (named.find()) {
      classes.add(named.group(1));
    }
    return new Row(rfcs, cells[2].strip(), cells[4].strip(), cells[5].strip(), classes);
  }

  private static Set<String> testClasses() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String module : List.of("bgp-codec", "monitor-core", "daemon")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith("Test.java") || name.endsWith("IT.java"))
            .map(name -> name.substring(0, name.length() - ".java".length()))
            .forEach(names::add);
      }
    }
    return names;
  }

  @Test
  void namesOnlyTestsThatExist() throws IOException {
    Set<String> existing = testClasses();

    for (Row row : rows()) {
      assertThat(row.classes()).as("tests of RFC %s", row.rfcs()).isNotEmpty();
      assertThat(existing).as("tests of RFC %s", row.rfcs()).containsAll(row.classes());
    }
  }

  @Test
  void saysOfEachRowWhereItStandsHowMuchItIsNeededAndHowFarItIs() throws IOException {
    for (Row row : rows()) {
      assertThat(row.sections()).as("sections of RFC %s", row.rfcs()).isNotEmpty();
      assertThat(NEEDS).as("need of RFC %s", row.rfcs()).contains(row.need());
      String word = row.status().split("[ :]", 2)[0];
      assertThat(STATUSES).as("status of RFC %s", row.rfcs()).contains(word);
      assertThat(word.equals("partly"))
          .as("what is left out of RFC %s", row.rfcs())
          .isEqualTo(row.status().contains(":"));
    }
  }

  @Test
  void hasARowForEverythingThatIsNeeded() throws IOException {
    Map<String, Set<Integer>> present = new TreeMap<>();
    for (Row row : rows()) {
      present.computeIfAbsent(row.need(), need -> new TreeSet<>()).addAll(row.rfcs());
    }

    NEEDED.forEach((need, rfcs) -> assertThat(present.get(need)).containsAll(rfcs));
  }

  @Test
  void mustHavesAreThereInFull() throws IOException {
    assertThat(
            rows().stream()
                .filter(row -> row.need().equals("M"))
                .filter(row -> !row.status().equals("yes"))
                .collect(Collectors.toList()))
        .isEmpty();
  }
}
