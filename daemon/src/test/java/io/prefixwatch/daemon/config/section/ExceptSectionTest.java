package io.prefixwatch.daemon.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.ConfigFolder;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.Exemption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExceptSectionTest {

  @TempDir private Path temp;

  private ConfigFolder with(String entry) {
    ConfigFolder folder = new ConfigFolder(temp);
    folder.main(
        ConfigFolder.LONDON
            + "registrations: [{id: x, prefixes: [{prefix: 203.0.113.0/24, origins: [64501],"
            + " except: ["
            + entry
            + "]}]}]");
    return folder;
  }

  @Test
  void mapsEveryKey() {
    ConfigFolder folder =
        with(
            "{origins: [64510, 64511], max-length: 32, communities: [\"64510:911\"],"
                + " until: 2027-01-01T00:00:00Z, reason: scrubbing}");

    assertThat(folder.config().prefixes().get(0).rules().exemptions())
        .containsExactly(
            new Exemption(
                AsnSet.of(64510L, 64511L),
                32,
                List.of("64510:911"),
                Instant.parse("2027-01-01T00:00:00Z"),
                "scrubbing"));
    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void hasDefaults() {
    ConfigFolder folder = with("{max-length: 28}");

    assertThat(folder.config().prefixes().get(0).rules().exemptions())
        .containsExactly(new Exemption(null, 28, List.of(), null, ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{origins: []}                         | nobody is expected",
        "{origins: [64510], max-length: 23}    | max-length",
        "{origins: [64510], max-length: 33}    | max-length",
        "{origins: [64510], until: tomorrow}   | is not a time",
        "{origins: [64510], communities: [x]}  | communities",
        "{reason: why not}                     | allows nothing more",
        "{orgins: [64510]}                     | unknown key",
      })
  void tellsWhatIsWrong(String entry, String complaint) {
    assertThat(with(entry).problems()).anyMatch(problem -> problem.contains(complaint));
  }
}
