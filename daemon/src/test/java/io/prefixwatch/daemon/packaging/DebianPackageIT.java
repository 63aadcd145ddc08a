package io.prefixwatch.daemon.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.LoadedConfig;
import io.prefixwatch.daemon.config.load.ConfigLoader;
import io.prefixwatch.daemon.fixture.OtherPrograms;
import io.prefixwatch.daemon.fixture.ProgramRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the .deb; that it installs and starts is in {@link InstalledPackageIT}. */
class DebianPackageIT {

  @TempDir private Path temp;

  @BeforeEach
  void findTools() {
    OtherPrograms.require("/usr/bin/dpkg-deb");
  }

  @Test
  void isCleanForLintian() throws Exception {
    OtherPrograms.require("/usr/bin/lintian");

    ProgramRun lintian =
        ProgramRun.of(
            "lintian", "--allow-root", "--fail-on", "warning", DebianPackage.file().toString());

    assertThat(lintian.out()).doesNotContainPattern("(?m)^[EW]:");
    assertThat(lintian.exitCode()).as(lintian.complaints()).isZero();
  }

  @Test
  void saysWhatItNeeds() throws Exception {
    assertThat(DebianPackage.run("dpkg-deb", "-f", DebianPackage.file().toString()))
        .contains("Package: prefixwatch\n", "Architecture: all\n")
        .contains("Depends: default-jre-headless (>= 2:1.17) | java17-runtime-headless,")
        .doesNotContain("SNAPSHOT");
  }

  @Test
  void bringsTheLauncherTheUnitTheUserAndTheRunbooks() throws Exception {
    DebianPackage.run("dpkg-deb", "-x", DebianPackage.file().toString(), temp.toString());
    DebianPackage.run("dpkg-deb", "-e", DebianPackage.file().toString(), temp + "/DEBIAN");

    assertThat(Files.readSymbolicLink(temp.resolve("usr/bin/prefixwatch")))
        .isEqualTo(Path.of("../share/prefixwatch/bin/prefixwatch"));
    assertThat(temp.resolve("usr/bin/prefixwatch").toRealPath()).isExecutable();
    assertThat(temp.resolve("usr/share/prefixwatch/lib/prefixwatch.jar")).isNotEmptyFile();
    assertThat(temp.resolve("lib/systemd/system/prefixwatch.service"))
        .hasSameTextualContentAs(Path.of("src/dist/systemd/prefixwatch.service"));
    assertThat(temp.resolve("usr/lib/sysusers.d/prefixwatch.conf"))
        .content()
        .contains("u prefixwatch ");
    assertThat(temp.resolve("usr/share/doc/prefixwatch/docs/operations/hijack.origin.md"))
        .isNotEmptyFile();
    assertThat(temp.resolve("DEBIAN/conffiles"))
        .content()
        .contains("/etc/prefixwatch/prefixwatch.yaml\n", "/etc/default/prefixwatch\n");
  }

  @Test
  void startsWithAStoreAnHttpSideAndAFileOfAlerts() {
    LoadedConfig loaded =
        new ConfigLoader(name -> null, true).load(Path.of("src/deb/prefixwatch.yaml"));

    assertThat(loaded.problems()).isEmpty();
    DaemonConfig config = loaded.config().orElseThrow();
    assertThat(config.store()).isNotNull();
    assertThat(config.http()).isNotNull();
    assertThat(config.sinks()).isNotEmpty();
    assertThat(config.expectedSessions()).as("nobody who could be missed").isEmpty();
  }
}
