package io.prefixwatch.daemon.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program that a test started, with everything that it started itself. None outlives us. */
final class RunningProgram implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;
  private static final String STOP_AND_KILL = "kill -STOP \"$@\"; kill -KILL \"$@\"";
  private static final Set<RunningProgram> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(RunningProgram::signalKill)));
  }

  private final Process process;

  private RunningProgram(Process process) {
    this.process = process;
    RUNNING.add(this);
  }

  /**
   * Starts a program.
   *
   * @param folder where it is at home
   * @param log takes what it writes on standard error, and on standard output unless that is piped
   * @param piped standard output is for {@link #process}
   */
  static RunningProgram start(
      List<String> command, Map<String, String> environment, Path folder, Path log, boolean piped)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectError(Redirect.appendTo(log.toFile()));
    if (!piped) {
      builder.redirectOutput(Redirect.appendTo(log.toFile()));
    }
    return new RunningProgram(builder.start());
  }

  /**
   * Runs a program to its end and returns what it printed; a program that complains is an error.
   */
  static String run(List<String> command, Path folder) throws IOException, InterruptedException {
    Result result = attempt(command, folder);
    if (result.status != 0) {
      throw new AssertionError(command + " ended with " + result.status + ": " + result.printed);
    }
    return result.printed;
  }

  /** Runs a program to its end, whatever that is. */
  static Result attempt(List<String> command, Path folder)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Result(process.waitFor(), printed);
  }

  /** How a program ended, and what it printed on both streams. */
  record Result(int status, String printed) {}

  /** The end of a log, for a failure's message. */
  static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  Process process() {
    return process;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * SIGKILL to all its processes. They are stopped first: else one of OpenBGPD's would see another
   * die, and still say good-bye.
   */
  void kill() {
    List<ProcessHandle> all = all();
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", STOP_AND_KILL, "sh"));
    all.forEach(handle -> words.add(Long.toString(handle.pid())));
    try {
      new ProcessBuilder(words).start().waitFor();
      for (ProcessHandle handle : all) {
        handle.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | ExecutionException | TimeoutException e) {
      throw new AssertionError("does not die: " + all, e);
    }
    RUNNING.remove(this);
  }

  private void signalKill() {
    all().forEach(ProcessHandle::destroyForcibly);
  }

  private List<ProcessHandle> all() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    return all;
  }

  /** SIGTERM, and SIGKILL to who does not listen. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      process.getInputStream().close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      children.forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      RUNNING.remove(this);
    }
  }
}
