package io.prefixwatch.daemon.cli;

import io.prefixwatch.daemon.Application;
import io.prefixwatch.daemon.config.ConfigReport;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.LoadedConfig;
import io.prefixwatch.daemon.config.load.ConfigLoader;
import io.prefixwatch.daemon.speaker.socket.SocketSupport;
import io.prefixwatch.daemon.store.StoreLockedException;
import io.prefixwatch.daemon.systemd.Supervision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code run}: the daemon, until a signal ends it. */
@Command(
    name = "run",
    description = "Runs the daemon. SIGHUP reloads the configuration, SIGTERM ends it.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class)
final class RunCommand implements Callable<Integer> {

  @ParentCommand private RootCommand root;

  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "configuration file")
  private Path file;

  @Option(names = "--strict", description = "refuse keys that have no effect yet")
  private boolean strict;

  /** Made by the command line parser. */
  @SuppressWarnings("NullAway.Init")
  RunCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    if (!Logging.isHeard()) {
      root.streams().complain("PREFIXWATCH_LOG is text, journal or json");
      return ExitCode.USAGE;
    }
    LoadedConfig loaded = loadAndReport();
    DaemonConfig config = loaded.config().orElse(null);
    if (config == null) {
      return ExitCode.USAGE;
    }
    if (config.store() == null) {
      root.streams().complain("no store: incidents and their numbers are kept in memory only");
    }
    Application application;
    try {
      application = Application.of(config, root.streams().out());
    } catch (StoreLockedException e) {
      root.streams().complain(String.valueOf(e.getMessage()));
      return ExitCode.STORE_LOCKED;
    } catch (IOException e) {
      root.streams().complain(e.getMessage() == null ? e.toString() : e.getMessage());
      return ExitCode.FAILURE;
    }
    application.reloadingFrom(this::loadAndReport);
    CountDownLatch stopped = new CountDownLatch(1);
    Semaphore reloads = new Semaphore(0);
    Signals.onHangUp(reloads::release);
    try {
      application.start();
    } catch (IOException e) {
      root.streams().complain(e.getMessage() == null ? e.toString() : e.getMessage());
      return ExitCode.FAILURE;
    }
    Supervision systemd = Supervision.ofProcess(application::idleMicros, application::summary);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stop(application, systemd, stopped), "shutdown"));
    systemd.ready();
    while (stopped.getCount() > 0) {
      reloads.acquire();
      reloads.drainPermits();
      systemd.reloading();
      application.reload();
      systemd.reloaded();
    }
    return ExitCode.OK;
  }

  private LoadedConfig loadAndReport() {
    LoadedConfig loaded =
        ConfigLoader.ofProcess(strict).connectingWith(new SocketSupport()).load(file);
    report(loaded);
    return loaded;
  }

  private void report(LoadedConfig loaded) {
    ConfigReport report = new ConfigReport(loaded);
    report.problemLines().forEach(root.streams().err()::println);
    root.streams().complain(report.summary());
    root.streams().err().flush();
  }

  private static void stop(Application application, Supervision systemd, CountDownLatch stopped) {
    try (systemd) {
      systemd.stopping();
      application.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.countDown();
    }
  }
}
