package io.prefixwatch.daemon.cli;

import io.prefixwatch.bgp.mrt.MrtFault;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.LoadedConfig;
import io.prefixwatch.daemon.config.load.ConfigLoader;
import io.prefixwatch.daemon.diff.AlertDifference;
import io.prefixwatch.daemon.diff.ConfigDifference;
import io.prefixwatch.daemon.feed.mrt.MrtFile;
import io.prefixwatch.daemon.json.JsonLines;
import io.prefixwatch.daemon.replay.Replay;
import io.prefixwatch.monitor.registry.SessionKind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code diff}: what a reload would change, and what recordings say of it. */
@Command(
    name = "diff",
    description =
        "Tells what a reload from OLD to NEW would change and what needs a restart; with recordings"
            + " also which alerts come and go.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:no difference", "1:they differ", "2:a file is wrong, or wrong usage"})
final class DiffCommand implements Callable<Integer> {

  @ParentCommand private RootCommand root;

  @Parameters(index = "0", paramLabel = "OLD", description = "the configuration that is active")
  private Path old;

  @Parameters(index = "1", paramLabel = "NEW", description = "the one that is to come")
  private Path current;

  @Option(
      names = "--replay",
      arity = "1..*",
      paramLabel = "MRT",
      description = "recordings to judge under both, in this order")
  private List<Path> recordings = new ArrayList<>();

  @Option(
      names = "--as",
      paramLabel = "KIND",
      converter = ReplayCommand.Kind.class,
      defaultValue = "collector",
      description =
          "what a peer of a recording that is not configured counts as: pni or collector (default)")
  private SessionKind unknownKind;

  private boolean damaged;

  /** Made by the command line parser. */
  @SuppressWarnings("NullAway.Init")
  DiffCommand() {}

  @Override
  public Integer call() {
    DaemonConfig before = load(old);
    DaemonConfig after = load(current);
    if (before == null || after == null) {
      return ExitCode.USAGE;
    }
    List<String> lines = new ArrayList<>(ConfigDifference.between(before, after));
    if (!recordings.isEmpty()) {
      lines.addAll(alerts(before).to(alerts(after)));
    }
    PrintStream out = new PrintStream(root.streams().out(), false, StandardCharsets.UTF_8);
    lines.forEach(out::println);
    out.flush();
    if (damaged) {
      return ExitCode.USAGE;
    }
    return lines.isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
  }

  private @Nullable DaemonConfig load(Path file) {
    LoadedConfig loaded = ConfigLoader.ofProcess(false).load(file);
    return root.streams().report(loaded);
  }

  private AlertDifference alerts(DaemonConfig config) {
    AlertDifference alerts = new AlertDifference();
    Path[] reading = {recordings.get(0)};
    Replay replay =
        ReplayCommand.under(
                config,
                unknownKind,
                new JsonLines(OutputStream.nullOutputStream()),
                false,
                fault -> fail(reading[0], fault.toString()))
            .tellingAlertsTo(alerts::take);
    for (Path path : recordings) {
      reading[0] = path;
      read(replay, path);
    }
    replay.finish(Duration.ZERO);
    return alerts;
  }

  private void read(Replay replay, Path path) {
    try (MrtFile file = MrtFile.open(path)) {
      MrtFault end = ProgressBar.over(file, path, root.streams().err(), () -> file.readAll(replay));
      replay.fileOver();
      if (end != null) {
        fail(path, end.toString());
      }
    } catch (IOException e) {
      fail(path, e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private void fail(Path file, String reason) {
    root.streams().complain(file + ": " + reason);
    damaged = true;
  }
}
