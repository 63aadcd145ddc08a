package io.prefixwatch.daemon.demo;

import io.prefixwatch.daemon.Application;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.LoadedConfig;
import io.prefixwatch.daemon.config.load.ConfigLoader;
import io.prefixwatch.daemon.demo.Scenario.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the daemon and the routers of the demo, one scenario after the other. */
public final class Demo {

  private static final List<String> SCENARIOS =
      List.of("youtube-2008", "route53-2018", "dqe-2019", "cloudflare-2024", "contoso", "lost-pni");

  private final OutputStream stdout;
  private final DemoLegend legend;
  private final boolean terminal;

  /**
   * A demo that has not begun.
   *
   * @param terminal stdout is a terminal, where records are shown dim and short below their legend
   * @param colours stderr is a terminal, where the legend has colours
   */
  public Demo(OutputStream stdout, PrintWriter stderr, boolean terminal, boolean colours) {
    this.stdout = stdout;
    this.legend = new DemoLegend(stderr, colours);
    this.terminal = terminal;
  }

  /**
   * Plays everything; takes about twenty seconds.
   *
   * @return true if everything that opened was closed
   */
  public boolean run() throws IOException, InterruptedException {
    DaemonConfig config = config();
    DemoSink sink = new DemoSink(stdout, legend, terminal);
    Application application = new Application(config, List.of(sink));
    application.start();
    try (DemoPeers peers = new DemoPeers(listening(application), config.sessions())) {
      legend.introduction(config.sessions().size(), config.prefixes().size(), terminal);
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
      application.stop();
    }
    legend.conclusion(sink.opened(), sink.closed());
    return sink.opened().equals(sink.closed());
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
  private static DaemonConfig config() throws IOException {
    Path file = Files.createTempFile("prefixwatch-demo", ".yaml");
    try (InputStream in = Demo.class.getResourceAsStream("/demo/prefixwatch.yaml")) {
      if (in == null) {
        throw new IOException("the demo's configuration is not packed");
      }
      Files.write(file, in.readAllBytes());
      LoadedConfig loaded = ConfigLoader.ofProcess(false).load(file);
      return loaded
          .config()
          .orElseThrow(() -> new IOException("demo configuration: " + loaded.problems()));
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
