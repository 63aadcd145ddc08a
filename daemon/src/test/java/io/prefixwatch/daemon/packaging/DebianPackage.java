package io.prefixwatch.daemon.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.fixture.DaemonProcess;
import io.prefixwatch.daemon.fixture.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The .deb that the package phase made. */
final class DebianPackage {

  private DebianPackage() {}

  static Path file() throws IOException {
    try (Stream<Path> files = Files.list(DaemonProcess.JAR.resolveSibling("."))) {
      return files.filter(file -> file.toString().endsWith(".deb")).findFirst().orElseThrow();
    }
  }

  /** Runs a program that must succeed, and returns what it says. */
  static String run(String... command) throws IOException, InterruptedException {
    ProgramRun run = ProgramRun.of(command);
    assertThat(run.exitCode()).as(run.out() + run.complaints()).isZero();
    return run.out();
  }
}
