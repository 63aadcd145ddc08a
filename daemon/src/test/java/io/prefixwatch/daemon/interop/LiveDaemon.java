package io.prefixwatch.daemon.interop;

import io.prefixwatch.daemon.fixture.DaemonProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The packaged daemon as an operator runs it, {@code java -jar prefixwatch.jar run -c FILE}, with
 * its records read as they come.
 */
final class LiveDaemon implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 90;

  private final RunningProgram program;
  private final RecordLog records;
  private final Path log;

  private LiveDaemon(RunningProgram program, RecordLog records, Path log) {
    this.program = program;
    this.records = records;
    this.log = log;
  }

  /** Starts it; returns when its sessions may come up. */
  static LiveDaemon start(Path folder, String configuration)
      throws IOException, InterruptedException {
    return start(folder, configuration, List.of());
  }

  /**
   * The same behind another command.
   *
   * @param through such as {@code ip netns exec NAME}
   */
  static LiveDaemon start(Path folder, String configuration, List<String> through)
      throws IOException, InterruptedException {
    if (!Files.exists(DaemonProcess.JAR)) {
      throw new AssertionError(
          DaemonProcess.JAR + " is not built; these tests run in the verify phase");
    }
    Path file = Files.writeString(folder.resolve("prefixwatch.yaml"), configuration);
    Path log = Files.createTempFile(folder, "daemon", ".log");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    // Several of these run at once, each for some seconds.
    List<String> command = new ArrayList<>(through);
    command.addAll(
        List.of(
            java,
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-jar",
            DaemonProcess.JAR.toString(),
            "run",
            "-c",
            file.toString()));
    RunningProgram program = RunningProgram.start(command, Map.of(), folder, log, true);
    LiveDaemon daemon =
        new LiveDaemon(program, RecordLog.follow(program.process().getInputStream()), log);
    daemon.awaitStarted();
    return daemon;
  }

  private void awaitStarted() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.readString(log).contains("event=started")) {
      if (!program.isAlive() || System.nanoTime() - deadline > 0) {
        program.kill();
        throw new AssertionError("the daemon does not start:\n" + log());
      }
      Thread.sleep(20);
    }
  }

  RecordLog records() {
    return records;
  }

  /** The end of its log, for a failure's message. */
  String log() {
    return RunningProgram.tail(log);
  }

  /** What it calls an error: always a bug of ours here. */
  List<String> errors() throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(" ERROR ")).toList();
    }
  }

  /** SIGKILL. */
  void kill() {
    program.kill();
  }

  @Override
  public void close() {
    program.close();
  }
}
