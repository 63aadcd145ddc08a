package io.prefixwatch.daemon.cli;

import io.prefixwatch.daemon.DeliveryTrial;
import io.prefixwatch.daemon.config.ConfigReport;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.HttpSettings;
import io.prefixwatch.daemon.config.LoadedConfig;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.config.load.ConfigLoader;
import io.prefixwatch.daemon.json.JsonTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code alert-test}: one alert of kind {@code test.alert}, opened and closed, to every sink. */
@Command(
    name = "alert-test",
    description = "Sends a test alert, opened and closed, to the configured sinks.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:every sink took it",
      "1:some sink did not",
      "2:wrong configuration or usage"
    })
final class AlertTestCommand implements Callable<Integer> {

  @ParentCommand private RootCommand root;

  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "configuration file")
  private Path file;

  @Option(names = "--sink", paramLabel = "NAME", description = "only this one")
  private @Nullable String name;

  /** Made by the command line parser. */
  @SuppressWarnings("NullAway.Init")
  AlertTestCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    LoadedConfig loaded = ConfigLoader.ofProcess(false).load(file);
    DaemonConfig config = loaded.config().orElse(null);
    if (config == null) {
      new ConfigReport(loaded).problemLines().forEach(root.streams().err()::println);
      root.streams().err().flush();
      return ExitCode.USAGE;
    }
    List<SinkSettings> sinks =
        config.sinks().stream().filter(sink -> name == null || sink.name().equals(name)).toList();
    if (sinks.isEmpty()) {
      List<String> names = config.sinks().stream().map(SinkSettings::name).toList();
      root.streams()
          .complain("there is no sink " + name + " (known: " + String.join(", ", names) + ")");
      return ExitCode.USAGE;
    }
    Integer byDaemon = name == null ? throughDaemon(config.http()) : null;
    if (byDaemon != null) {
      return byDaemon;
    }
    DeliveryTrial trial = new DeliveryTrial(config, root.streams().out());
    boolean allTook = true;
    for (SinkSettings sink : sinks) {
      String complaint = trial.tryOne(sink);
      root.streams().complain(sink.name() + ": " + (complaint == null ? "taken" : complaint));
      allTook &= complaint == null;
    }
    return allTook ? ExitCode.OK : ExitCode.FAILURE;
  }

  /** By the running daemon; null if there is none, or it may not be told. */
  private @Nullable Integer throughDaemon(@Nullable HttpSettings http) throws InterruptedException {
    ApiOptions daemon = http == null ? null : ApiOptions.writingTo(http).orElse(null);
    if (daemon == null) {
      return null;
    }
    try {
      JsonTree answer = JsonTree.parse(daemon.tell("alert-test"));
      boolean allTook = true;
      for (JsonTree sink : answer.get("sinks").items()) {
        boolean took = sink.get("taken").isTrue();
        String said = took ? "taken" : sink.get("failing").isTrue() ? "fails" : "not taken yet";
        root.streams().complain(sink.get("name").text() + ": " + said + ", by the running daemon");
        allTook &= took;
      }
      return allTook ? ExitCode.OK : ExitCode.FAILURE;
    } catch (IOException | IllegalArgumentException e) {
      root.streams().complain("not through a running daemon: " + e.getMessage());
      return null;
    }
  }
}
