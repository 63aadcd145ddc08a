package io.prefixwatch.daemon.demo;

import io.prefixwatch.daemon.Application;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.LoadedConfig;
import io.prefixwatch.daemon.config.load.ConfigLoader;
import io.prefixwatch.daemon.demo.Scenario.Step;
import io.prefixwatch.daemon.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs the daemon and the routers of the demo, one scenario after the other. */
public final class Demo {

  private static final List<String> SCENARIOS =
      List.of("youtube-2008", "route53-2018", "dqe-2019", "cloudflare-2024", "contoso", "lost-pni");

  private final OutputStream stdout;
  private final DemoLegend legend;
  private final boolean terminal;
  private final @Nullable InputStream keys;

  /**
   * A demo that has not begun.
   *
   * @param terminal stdout is a terminal, where records are shown dim and short below their legend
   * @param colours stderr is a terminal, where the legend has colours
   * @param keys somebody who may look at the page when everything was played, until a line is
   *     entered; null if nobody is there
   */
  public Demo(
      OutputStream stdout,
      PrintWriter stderr,
      boolean terminal,
      boolean colours,
      @Nullable InputStream keys) {
    this.stdout = stdout;
    this.legend = new DemoLegend(stderr, colours);
    this.terminal = terminal;
    this.keys = keys;
  }

  /**
   * Plays everything; takes about twenty seconds.
   *
   * @return true if everything that opened was closed
   */
  public boolean run() throws IOException, InterruptedException {
    try (ScratchFolder folder = ScratchFolder.make()) {
      return run(folder.path());
    }
  }

  private boolean run(Path folder) throws IOException, InterruptedException {
    DaemonConfig config = config(folder);
    DemoSink sink = new DemoSink(stdout, legend, terminal);
    Application application =
        Application.of(config, List.of(sink), Store.open(folder.resolve("store")));
    application.start();
    try (DemoPeers peers = new DemoPeers(listening(application), config.sessions())) {
      legend.introduction(config.sessions().size(), config.prefixes().size(), terminal);
      URI page = page(application);
      legend.page(page);
      Scenario baseline = Scenario.load("baseline");
      legend.scenario(baseline);
      peers.connectAll();
      play(baseline, peers);
      peers.endOfRib();
      for (String name : SCENARIOS) {
        Scenario scenario = Scenario.load(name);
        legend.scenario(scenario);
        play(scenario, peers);
      }
      // Closes are due within the hold-down; then everything has been said.
      TimeUnit.MILLISECONDS.sleep(500);
      if (keys != null) {
        legend.pageStays(page);
        awaitLine(keys);
      }
      application.stop();
    }
    legend.conclusion(sink.opened(), sink.closed());
    return sink.opened().equals(sink.closed());
  }

  private static URI page(Application application) {
    InetSocketAddress at = Objects.requireNonNull(application.httpAddress());
    return URI.create("http://" + at.getAddress().getHostAddress() + ":" + at.getPort() + "/");
  }

  /** Returns at the end of input, too. */
  private static void awaitLine(InputStream keys) throws IOException {
    int key;
    do {
      key = keys.read();
    } while (key >= 0 && key != '\n');
  }

  private static InetSocketAddress listening(Application application) {
    return application.listening().get(0);
  }

  private static void play(Scenario scenario, DemoPeers peers)
      throws IOException, InterruptedException {
    for (Step step : scenario.steps()) {
      peers.play(step);
      TimeUnit.MILLISECONDS.sleep(step.pauseMillis());
    }
  }

  /** The demo's configuration goes the way of any other: through a file. */
  private static DaemonConfig config(Path folder) throws IOException {
    Path file = folder.resolve("prefixwatch.yaml");
    try (InputStream in = Demo.class.getResourceAsStream("/demo/prefixwatch.yaml")) {
      if (in == null) {
        throw new IOException("the demo's configuration is not packed");
      }
      Files.write(file, in.readAllBytes());
    }
    LoadedConfig loaded = ConfigLoader.ofProcess(false).load(file);
    return loaded
        .config()
        .orElseThrow(() -> new IOException("demo configuration: " + loaded.problems()));
  }
}
