package io.prefixwatch.daemon.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.fixture.OtherPrograms;
import io.prefixwatch.daemon.fixture.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd's own tools say of the unit. */
class SystemdUnitTest {

  private static final Path UNIT = Path.of("src/dist/systemd/prefixwatch.service");
  private static final double MOST_EXPOSED = 3.0;
  private static final Pattern EXPOSURE =
      Pattern.compile("Overall exposure level for prefixwatch.service: ([0-9.]+)");

  @TempDir private Path root;

  @BeforeEach
  void findTools() {
    OtherPrograms.require("/usr/bin/systemd-analyze", "/lib/systemd/system/sysinit.target");
  }

  @Test
  void hasNoMistake() throws Exception {
    assertThat(verify(Files.readString(UNIT)).complaints()).isEmpty();
  }

  @Test
  void wouldBeSeenToHaveOne() throws Exception {
    assertThat(verify(Files.readString(UNIT).replace("Restart=", "Rstart=")).complaints())
        .contains("Rstart");
  }

  /** In a folder with systemd's own units and the programs that this one names. */
  private ProgramRun verify(String unit) throws IOException, InterruptedException {
    Path units = Files.createDirectories(root.resolve("lib/systemd/system"));
    ProgramRun.of("cp", "-a", "/lib/systemd/system/.", units.toString());
    Files.writeString(units.resolve("prefixwatch.service"), unit);
    executable("bin/kill");
    executable("usr/bin/prefixwatch");
    return ProgramRun.of(
        "systemd-analyze", "verify", "--man=no", "--root=" + root, "prefixwatch.service");
  }

  private void executable(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void exposesLittle() throws Exception {
    ProgramRun run =
        ProgramRun.of("systemd-analyze", "security", "--offline=true", UNIT.toString());

    Matcher exposure = EXPOSURE.matcher(run.out());
    assertThat(exposure.find()).as(run.out() + run.complaints()).isTrue();
    assertThat(Double.parseDouble(exposure.group(1))).isLessThan(MOST_EXPOSED);
  }

  @Test
  void givesOneCapabilityOnly() throws IOException {
    assertThat(Files.readString(UNIT))
        .contains("\nAmbientCapabilities=CAP_NET_BIND_SERVICE\n")
        .contains("\nCapabilityBoundingSet=CAP_NET_BIND_SERVICE\n")
        .contains("\nNoNewPrivileges=yes\n");
  }
}
