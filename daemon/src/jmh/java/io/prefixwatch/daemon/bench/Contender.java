package io.prefixwatch.daemon.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program that takes BGP sessions on a port of 127.0.0.1: started with a configuration of its own
 * in a folder of its own, and stopped with everything that it started.
 */
abstract class Contender implements Closeable {

  private final Path folder;
  private final int port;
  private final int peers;
  private @Nullable Process process;

  /**
   * A program that is not started.
   *
   * @param folder its own
   * @param port of 127.0.0.1 that it listens on; the one above is its own, too
   * @param peers that may connect, numbered from 1
   */
  Contender(Path folder, int port, int peers) {
    this.folder = folder;
    this.port = port;
    this.peers = peers;
  }

  /** Starts the program. */
  Contender start() throws IOException {
    configure();
    ProcessBuilder builder = new ProcessBuilder(command());
    builder.directory(folder.toFile()).redirectErrorStream(true);
    builder.redirectOutput(file("log").toFile());
    prepare(builder);
    process = builder.start();
    return this;
  }

  private Process process() {
    Process started = process;
    if (started == null) {
      throw new IllegalStateException("not started");
    }
    return started;
  }

  /** Writes what the program needs to know. */
  abstract void configure() throws IOException;

  /** What starts the program; it stays in the foreground. */
  abstract List<String> command();

  /** True if a prefix is visible to the program's users. */
  abstract boolean shows(String prefix) throws IOException;

  /** Changes what the program is started with. */
  void prepare(ProcessBuilder builder) {}

  Path folder() {
    return folder;
  }

  int port() {
    return port;
  }

  int peers() {
    return peers;
  }

  ProcessTree tree() {
    return new ProcessTree(process());
  }

  boolean isAlive() {
    return process().isAlive();
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  Path write(String name, String text) throws IOException {
    return Files.writeString(file(name), text);
  }

  /** Lets programs in that give up their rights after start. */
  void openFolder() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  String log() throws IOException {
    return Files.readString(file("log"));
  }

  /** What another program prints, empty if it takes longer than ten seconds. */
  static String ask(String... command) throws IOException {
    Process asked =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    asked.getOutputStream().close();
    String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!asked.waitFor(10, TimeUnit.SECONDS)) {
        asked.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return said;
  }

  /** Ends the program politely. */
  void terminate() throws InterruptedException {
    process().destroy();
    process().waitFor(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    Process started = process;
    if (started != null) {
      List<ProcessHandle> children = started.descendants().toList();
      started.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
      started.onExit().join();
    }
  }
}
