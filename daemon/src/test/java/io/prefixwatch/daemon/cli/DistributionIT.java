package io.prefixwatch.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.fixture.DaemonProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tar.gz, unpacked where nothing else is. */
class DistributionIT {

  @TempDir private Path temp;
  private Path home;

  @BeforeEach
  void unpack() throws IOException, InterruptedException {
    Path packed;
    try (Stream<Path> files = Files.list(DaemonProcess.JAR.resolveSibling("."))) {
      packed = files.filter(file -> file.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
    }
    List<String> tar = List.of("tar", "-xzf", packed.toString(), "-C", temp.toString());
    assertThat(new ProcessBuilder(tar).inheritIO().start().waitFor()).isZero();
    try (Stream<Path> folders = Files.list(temp)) {
      home = folders.findFirst().orElseThrow();
    }
  }

  private DaemonProcess launch(Path launcher, String... arguments) throws IOException {
    Path folder = Files.createTempDirectory(temp, "run");
    List<String> command =
        Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList();
    return DaemonProcess.start(folder, command);
  }

  @Test
  void saysItsVersionFromAnyFolderAndThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(temp.resolve("pw"), home.resolve("bin/prefixwatch"));

    try (DaemonProcess version = launch(link, "--version")) {
      assertThat(version.exitCode()).isEqualTo(ExitCode.OK);
      assertThat(version.out()).startsWith("prefixwatch ").contains("commit ", "Java ");
    }
  }

  @Test
  void bringsAConfigurationThatIsValid() throws Exception {
    String example = home.resolve("conf/prefixwatch.yaml").toString();

    try (DaemonProcess validate =
        launch(home.resolve("bin/prefixwatch"), "validate", "-c", example)) {
      assertThat(validate.exitCode()).isEqualTo(ExitCode.OK);
      assertThat(validate.err()).contains("ok, 3 registered prefixes");
    }
  }

  @Test
  void handsTheExitCodeOfACommandOn() throws Exception {
    try (DaemonProcess dump = launch(home.resolve("bin/prefixwatch"), "dump", "absent.mrt")) {
      assertThat(dump.exitCode()).isEqualTo(ExitCode.FAILURE);
      assertThat(dump.err()).contains("absent.mrt: no such file");
    }
  }

  @Test
  void bringsTheRunbooksThatAlertsName() {
    assertThat(home.resolve("docs/operations/hijack.origin.md")).isNotEmptyFile();
    assertThat(home.resolve("LICENSE")).isNotEmptyFile();
  }
}
