package io.prefixwatch.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReportTest {

  private static final String HEADER =
      "registration,customer,partner,primary-site,backup-site,prefix,origins,max-length,upstreams\n";

  @TempDir private Path temp;

  @Test
  void sumsUpAConfigurationThatIsOk() {
    ConfigFolder folder =
        new ConfigFolder(temp)
            .main(ConfigFolder.LONDON + "include: [a.csv]\nregistrations: [{id: empty}]\n")
            .file("a.csv", HEADER + "x,,,,,192.0.2.0/24,64501,,\nx,,,,,203.0.113.0/24,64501,,\n");

    ConfigReport report = new ConfigReport(folder.load());

    assertThat(report.summary())
        .isEqualTo(folder.path("main.yaml") + ": ok, 2 registered prefixes, 1 session, 1 warning");
    assertThat(report.problemLines()).hasSize(1);
  }

  @Test
  void sumsUpAConfigurationThatIsRefused() {
    ConfigFolder folder = new ConfigFolder(temp).main(ConfigFolder.LONDON + "htp: {}\n");

    ConfigReport report = new ConfigReport(folder.load());

    assertThat(report.summary())
        .isEqualTo(folder.path("main.yaml") + ": refused, 1 error, 0 warnings");
  }

  @Test
  void printsAHundredLinesWithTheErrorsFirstAndCountsTheRest() {
    StringBuilder rows = new StringBuilder(HEADER);
    for (int i = 0; i < 150; i++) {
      rows.append("x,,,,,192.0.2.").append(i).append("/24,64501,,\n");
    }
    ConfigFolder folder =
        new ConfigFolder(temp)
            .main("registrations: [{id: empty}]\n" + ConfigFolder.LONDON + "include: [a.csv]\n")
            .file("a.csv", rows.toString());

    List<String> lines = new ConfigReport(folder.load()).problemLines();

    assertThat(lines)
        .hasSize(101)
        .last()
        .isEqualTo("and 50 more (149 errors and 1 warnings in all)");
    assertThat(lines).noneMatch(line -> line.contains(": warning: "));
    assertThat(lines.get(0)).contains("a.csv:3:7: prefix: \"192.0.2.1/24\"");
  }

  @Test
  void neverSpellsOutAMillionPrefixes() {
    DaemonConfig config = new ConfigFolder(temp).main(ConfigFolder.LONDON).config();

    assertThat(config).hasToString("0 registered prefixes, 1 sessions");
  }
}
