package io.prefixwatch.daemon.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The whole {@link LiveScript}, played by one router on one session. */
final class LiveStory implements Callable<String> {

  private final RouterKind kind;
  private final Transport transport;
  private final Path folder;

  LiveStory(RouterKind kind, Transport transport, Path folder) {
    this.kind = kind;
    this.transport = transport;
    this.folder = folder;
  }

  /**
   * Plays it.
   *
   * @return how long the alerts took, in words
   * @throws AssertionError at the first step that was answered otherwise
   */
  @Override
  public String call() throws Exception {
    long begin = System.nanoTime();
    Wiring wiring = Wiring.of(transport, folder);
    try (PeerRouter router = kind.router(wiring)) {
      if (transport.isActive()) {
        // A connection that is refused would make us wait longer for the next.
        router.start();
      }
      try (LiveDaemon daemon = LiveDaemon.start(folder, LiveScript.configuration(wiring))) {
        return play(router, daemon) + ", all in " + millisSince(begin) / 1_000 + " s";
      }
    }
  }

  private String play(PeerRouter router, LiveDaemon daemon) throws Exception {
    List<String> alerts = new ArrayList<>();
    StringBuilder delays = new StringBuilder(kind + ", " + transport + ":");
    int from = 0;
    for (LiveScript.Step step : LiveScript.steps(kind.manners())) {
      long begin = System.nanoTime();
      alerts.addAll(step.alerts());
      play(step, router, daemon, from);
      from = daemon.records().size();
      if (LiveScript.isTimed(step)) {
        delays.append(' ').append(step.name()).append(' ').append(millisSince(begin)).append(" ms");
      }
    }
    assertThat(daemon.records().alerts()).containsExactlyInAnyOrderElementsOf(alerts);
    assertThat(daemon.errors()).isEmpty();
    return delays.toString();
  }

  private static long millisSince(long begin) {
    return (System.nanoTime() - begin) / 1_000_000;
  }

  private void play(LiveScript.Step step, PeerRouter router, LiveDaemon daemon, int from)
      throws Exception {
    try {
      step.act().on(router);
      List<String> expected = new ArrayList<>(step.events());
      expected.addAll(step.alerts());
      daemon.records().awaitAll(expected, from);
    } catch (AssertionError e) {
      String logs =
          "\nrouter:\n" + RunningProgram.tail(router.log()) + "\ndaemon:\n" + daemon.log();
      throw new AssertionError(kind + " " + step.name() + ": " + e.getMessage() + logs, e);
    }
  }
}
