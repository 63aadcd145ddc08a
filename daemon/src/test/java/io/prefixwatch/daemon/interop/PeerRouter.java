package io.prefixwatch.daemon.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A partner's router, AS 64496, with one session to the daemon, AS 64500: a real program and the
 * ways to tell it what to do. One subclass per program. Owned by one test.
 *
 * <p>It remembers what it announces, and announces it again when it is started again.
 */
abstract class PeerRouter implements AutoCloseable {

  /** What a router says when somebody takes its session down on purpose. */
  static final String WHY = "planned work";

  private static final long READY_MILLIS = 30_000;

  private final Wiring wiring;
  private final Map<String, Long> routes = new LinkedHashMap<>();
  private @Nullable RunningProgram program;

  PeerRouter(Wiring wiring) {
    this.wiring = wiring;
  }

  final Wiring wiring() {
    return wiring;
  }

  final Path folder() {
    return wiring.folder();
  }

  final Path log() {
    return folder().resolve("router.log");
  }

  /** What it announces: the prefix and the AS left alone of ours, its origin. */
  final Map<String, Long> routes() {
    return routes;
  }

  // What a test wants.

  /**
   * Runs the program, unless it runs; returns when it can be told things, which may be before the
   * session is up.
   */
  final void start() throws IOException, InterruptedException {
    if (program != null) {
      return;
    }
    configure();
    RunningProgram started = RunningProgram.start(command(), environment(), folder(), log(), false);
    program = started;
    long deadline = System.nanoTime() + READY_MILLIS * 1_000_000;
    while (!answers()) {
      if (!started.isAlive() || System.nanoTime() - deadline > 0) {
        throw new AssertionError("it does not start:\n" + RunningProgram.tail(log()));
      }
      Thread.sleep(20);
    }
    started();
  }

  /** What it announces from its start on. */
  final void carry(Map<String, Long> carried) {
    routes.putAll(carried);
  }

  /** Announces prefixes with the path 64496, origin; replaces what was announced of them before. */
  final void announce(Map<String, Long> announced) throws IOException, InterruptedException {
    routes.putAll(announced);
    change(announced, List.of());
  }

  final void withdraw(Collection<String> withdrawn) throws IOException, InterruptedException {
    routes.keySet().removeAll(withdrawn);
    change(Map.of(), withdrawn);
  }

  /** Tears the session down and lets it come up again. */
  abstract void reset() throws IOException, InterruptedException;

  /** Takes the session down on purpose (RFC 4486), and says {@link #WHY} where it can. */
  abstract void shutDown() throws IOException, InterruptedException;

  /** The program dies without a word. */
  final void kill() {
    RunningProgram dying = program;
    if (dying != null) {
      dying.kill();
      program = null;
    }
  }

  @Override
  public final void close() {
    RunningProgram ending = program;
    if (ending != null) {
      ending.close();
      program = null;
    }
  }

  // What a program needs.

  /** Writes its files, before it starts. */
  abstract void configure() throws IOException, InterruptedException;

  abstract List<String> command();

  Map<String, String> environment() {
    return Map.of();
  }

  /** True when it takes orders. */
  abstract boolean answers() throws IOException, InterruptedException;

  /** It takes orders; most programs are told their routes now. */
  void started() throws IOException, InterruptedException {
    if (!routes.isEmpty()) {
      change(Map.copyOf(routes), List.of());
    }
  }

  /** Makes it announce and withdraw; {@link #routes()} already says what it announces then. */
  abstract void change(Map<String, Long> announced, Collection<String> withdrawn)
      throws IOException, InterruptedException;

  // What they share.

  /**
   * Fills in a template from the test resources.
   *
   * @param ports the line with the daemon's port, if the router connects
   * @param passive the line that keeps it from connecting
   */
  final String render(String template, String ports, String passive, Map<String, String> more) {
    boolean active = wiring.transport().isActive();
    Map<String, String> values = new HashMap<>(more);
    values.put("daemon", wiring.daemon());
    values.put("daemon-port", Integer.toString(wiring.daemonPort()));
    values.put("peer", wiring.peer());
    values.put("peer-port", Integer.toString(wiring.peerPort()));
    values.put("folder", folder().toString());
    String lines =
        Template.render(template, Map.of("ports", ports, "passive", active ? passive : ""));
    for (Map.Entry<String, String> value : values.entrySet()) {
      lines = lines.replace("@" + value.getKey() + "@", value.getValue());
    }
    return lines;
  }

  final Path write(String name, String text) {
    try {
      return Files.writeString(folder().resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  final void tell(List<String> command) throws IOException, InterruptedException {
    RunningProgram.run(command, folder());
  }

  final boolean succeeds(List<String> command) throws IOException, InterruptedException {
    return RunningProgram.attempt(command, folder()).status() == 0;
  }

  static boolean isIpv6(String prefix) {
    return prefix.indexOf(':') >= 0;
  }

  /** Documentation space: nobody forwards anything here. */
  static String nextHop(boolean ipv6) {
    return ipv6 ? "2001:db8::2" : "192.0.2.2";
  }

  static String nextHop(String prefix) {
    return nextHop(isIpv6(prefix));
  }
}
