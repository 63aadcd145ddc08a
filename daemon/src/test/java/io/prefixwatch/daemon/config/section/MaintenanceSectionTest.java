package io.prefixwatch.daemon.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.ConfigFolder;
import io.prefixwatch.monitor.registry.MaintenanceWindow;
import io.prefixwatch.monitor.registry.Scope;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintenanceSectionTest {

  private static final String TIMES = "from: 2026-12-01T22:00:00Z, until: 2026-12-02T02:00:00Z";

  @TempDir private Path temp;

  private List<String> problems(String entry) {
    return new ConfigFolder(temp)
        .main(ConfigFolder.LONDON + "maintenance: [{" + entry + "}]\n")
        .problems();
  }

  @Test
  void readsAWindow() {
    List<MaintenanceWindow> windows =
        new ConfigFolder(temp)
            .main(
                ConfigFolder.LONDON
                    + "maintenance: [{scope: \"site:lon1\", "
                    + TIMES
                    + ", reason: power}]\n")
            .config()
            .maintenance();

    assertThat(windows)
        .containsExactly(
            new MaintenanceWindow(
                new Scope(Scope.Sort.SITE, "lon1", null),
                Instant.parse("2026-12-01T22:00:00Z"),
                Instant.parse("2026-12-02T02:00:00Z"),
                "power"));
  }

  @Test
  void takesEverySortOfPlannedWork() {
    for (String scope :
        List.of(
            "session:a", "session:a/192.0.2.1", "partner:acme", "registration:x", "customer:X")) {
      assertThat(problems("scope: \"" + scope + "\", " + TIMES)).as(scope).isEmpty();
    }
  }

  @Test
  void refusesWhatNamesNothing() {
    assertThat(problems("scope: lon1, " + TIMES))
        .singleElement()
        .asString()
        .contains("is not a scope");
    assertThat(problems("scope: \"kind:hijack\", " + TIMES))
        .singleElement()
        .asString()
        .contains("is not a scope");
    assertThat(problems("scope: \"site:lon2\", " + TIMES))
        .singleElement()
        .asString()
        .contains("names no site that there is", "did you mean \"lon1\"?");
    assertThat(problems("scope: \"router:r1\", " + TIMES))
        .singleElement()
        .asString()
        .contains("names no router that there is");
  }

  @Test
  void refusesAWindowThatEndsBeforeItBegins() {
    assertThat(
            problems(
                "scope: \"site:lon1\", from: 2026-12-02T00:00:00Z, until: 2026-12-02T00:00:00Z"))
        .singleElement()
        .asString()
        .contains("until: is not after from");
    assertThat(problems("scope: \"site:lon1\", from: 2026-12-02, until: 2026-12-03T00:00:00Z"))
        .singleElement()
        .asString()
        .contains("from: \"2026-12-02\" is not a time");
    assertThat(problems("scope: \"site:lon1\", from: 2026-12-02T00:00:00Z"))
        .singleElement()
        .asString()
        .contains("until");
  }
}
