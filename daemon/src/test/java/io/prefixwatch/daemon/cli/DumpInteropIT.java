package io.prefixwatch.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.fixture.OtherPrograms;
import io.prefixwatch.daemon.fixture.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code dump} against {@code bgpdump -m}, line for line, over every recording. Each difference
 * that remains is named here and explained in docs/interop.md.
 */
class DumpInteropIT {

  private static final String BGPDUMP = "/usr/bin/bgpdump";

  /** Why a line of theirs and a line of ours may differ. */
  private enum Difference {
    /** AS 0 in AS_PATH: they announce, we withdraw (RFC 7607 section 2). */
    AS_0_IN_PATH,
    /** AS 0 in AGGREGATOR: they show it, we drop the attribute (RFC 7607 section 2). */
    AS_0_IN_AGGREGATOR,
    /** 8 octets of AGGREGATOR in a 2-octet table: they read six, we drop the attribute. */
    WIDE_AGGREGATOR_IN_OLD_TABLE,
    /** A message whose last prefix is cut short: they show the rest, we complain. */
    MALFORMED_MESSAGE,
    /** Not understood: always a failure. */
    UNKNOWN
  }

  private static final Map<String, Map<Difference, Integer>> EXPECTED =
      Map.of(
          "updates.et-header.2015.gz",
          Map.of(Difference.AS_0_IN_PATH, 4, Difference.AS_0_IN_AGGREGATOR, 18),
          "sample.openbgpd_rib_table.mrt",
          Map.of(Difference.WIDE_AGGREGATOR_IN_OLD_TABLE, 1),
          "updates.nlri_mask_trailing_bits.gz",
          Map.of(Difference.MALFORMED_MESSAGE, 1));

  @BeforeAll
  static void needsBgpdump() {
    OtherPrograms.require(BGPDUMP);
  }

  static List<Path> recordings() {
    return SharedData.recordings("mrt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordings")
  void printsWhatBgpdumpPrints(Path file) throws IOException, InterruptedException {
    List<String> theirs = bgpdump(file).stream().map(BgpdumpLine::ofTheirs).toList();
    List<String> ours =
        CommandRun.of("dump", file.toString()).out().stream().map(BgpdumpLine::ofOurs).toList();

    Map<Difference, Integer> differences = new EnumMap<>(Difference.class);
    for (int i = 0; i < Math.max(theirs.size(), ours.size()); i++) {
      String their = i < theirs.size() ? theirs.get(i) : null;
      String our = i < ours.size() ? ours.get(i) : null;
      if (!Objects.equals(their, our)) {
        Difference difference = classify(their, our);
        assertThat(difference)
            .as("line %d%nbgpdump: %s%ndump:    %s", i + 1, their, our)
            .isNotEqualTo(Difference.UNKNOWN);
        differences.merge(difference, 1, Integer::sum);
      }
    }

    String name = file.getFileName().toString();
    assertThat(differences).isEqualTo(EXPECTED.getOrDefault(name, Map.of()));
  }

  private static Difference classify(@Nullable String their, @Nullable String our) {
    if (their == null) {
      return Difference.UNKNOWN;
    }
    if (our == null) {
      return Difference.MALFORMED_MESSAGE;
    }
    List<String> fields = List.of(their.split("\\|", -1));
    if (our.contains("|W|") && our.endsWith("|treat-as-withdraw")) {
      boolean as0 = List.of(fields.get(BgpdumpLine.PATH).split(" ", -1)).contains("0");
      String announced = their.replace("|A|", "|W|");
      boolean sameRoute =
          announced.startsWith(our.substring(0, our.length() - "treat-as-withdraw".length()));
      return as0 && sameRoute ? Difference.AS_0_IN_PATH : Difference.UNKNOWN;
    }
    String aggregator = fields.get(fields.size() - 1);
    if (!our.equals(their.substring(0, their.length() - aggregator.length()))) {
      return Difference.UNKNOWN;
    }
    if (aggregator.equals("0 0.0.0.0")) {
      return Difference.AS_0_IN_AGGREGATOR;
    }
    return aggregator.equals("0 253.232.192.168")
        ? Difference.WIDE_AGGREGATOR_IN_OLD_TABLE
        : Difference.UNKNOWN;
  }

  /** Communities, large ones too; the recording's path is the only argument that varies. */
  private static List<String> bgpdump(Path file) throws IOException, InterruptedException {
    Path printed = Files.createTempFile("bgpdump", ".txt");
    try {
      Process process =
          new ProcessBuilder(BGPDUMP, "-m", "-l", file.toString())
              .redirectOutput(printed.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(process.waitFor()).isZero();
      return Files.readAllLines(printed, StandardCharsets.ISO_8859_1);
    } finally {
      Files.delete(printed);
    }
  }
}
