package io.prefixwatch.daemon.cli;

import io.prefixwatch.bgp.mrt.MrtFault;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.RpkiSettings;
import io.prefixwatch.daemon.config.load.ConfigLoader;
import io.prefixwatch.daemon.config.schema.BadValue;
import io.prefixwatch.daemon.config.schema.Values;
import io.prefixwatch.daemon.feed.mrt.MrtFile;
import io.prefixwatch.daemon.json.JsonLines;
import io.prefixwatch.daemon.json.JsonWriter;
import io.prefixwatch.daemon.replay.Replay;
import io.prefixwatch.daemon.replay.ReplayTotals;
import io.prefixwatch.monitor.registry.SessionKind;
import io.prefixwatch.monitor.rpki.RpkiData;
import io.prefixwatch.monitor.rpki.SourceUnion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/** {@code replay}: recordings through the same engine, in event time. */
@Command(
    name = "replay",
    description =
        "Feeds MRT files through the engine in event time and prints the alerts as JSON lines.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:everything was read",
      "1:something was damaged; what could be read was judged",
      "2:wrong configuration or usage",
      "3:alerts were found (with --fail-on-alert)"
    })
final class ReplayCommand implements Callable<Integer> {

  @ParentCommand private RootCommand root;

  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "configuration file")
  private Path config;

  @Option(names = "--events", description = "print event records, too")
  private boolean events;

  @Option(
      names = "--as",
      paramLabel = "KIND",
      converter = Kind.class,
      defaultValue = "collector",
      description = "what a peer that is not configured counts as: pni or collector (default)")
  private SessionKind unknownKind;

  @Option(
      names = "--drain",
      paramLabel = "DURATION",
      converter = DurationArgument.class,
      defaultValue = "0s",
      description = "let the clock run on at the end of input (default 0s)")
  private Duration drain;

  @Option(
      names = "--verdicts",
      description = "print why each route that touches a registered prefix was judged so")
  private boolean verdicts;

  @Option(names = "--fail-on-alert", description = "exit 3 if there was any alert")
  private boolean failOnAlert;

  @Parameters(
      arity = "1..*",
      paramLabel = "MRT",
      description = "MRT files, plain, gzip or bzip2; updates and table dumps; read in this order")
  private List<Path> files;

  private int exitCode = ExitCode.OK;

  /** Made by the command line parser. */
  @SuppressWarnings("NullAway.Init")
  ReplayCommand() {}

  @Override
  public Integer call() {
    DaemonConfig checked = root.streams().report(ConfigLoader.ofProcess(false).load(config));
    if (checked == null) {
      return ExitCode.USAGE;
    }
    try {
      return replay(checked);
    } catch (UncheckedIOException e) {
      return root.streams().outputFailed(e);
    }
  }

  private int replay(DaemonConfig checked) {
    long started = System.nanoTime();
    Path[] reading = {files.get(0)};
    Replay replay =
        under(
            checked,
            unknownKind,
            new JsonLines(ProgressBar.makingRoomFor(root.streams().out(), root.streams().err())),
            events,
            fault -> fail(reading[0], fault.toString()));
    if (verdicts) {
      replay.explainingVerdicts();
    }
    for (Path file : files) {
      reading[0] = file;
      try {
        read(replay, file);
      } catch (IOException e) {
        fail(file, e.getMessage() == null ? e.toString() : e.getMessage());
      }
    }
    ReplayTotals totals = replay.finish(drain);
    JsonWriter summary = new JsonWriter();
    totals.write(summary, (System.nanoTime() - started) / 1e9);
    root.streams().err().print(new String(summary.take(), StandardCharsets.UTF_8));
    root.streams().err().flush();
    if (exitCode == ExitCode.OK && failOnAlert && totals.alerts() > 0) {
      return ExitCode.ALERTS_FOUND;
    }
    return exitCode;
  }

  /** A replay that judges as a configuration says. */
  static Replay under(
      DaemonConfig config,
      SessionKind unknownKind,
      JsonLines lines,
      boolean events,
      Consumer<MrtFault> complaints) {
    return new Replay(config.registry(1), unknownKind, lines, events, complaints)
        .under(config.speaker().parser())
        .validatingBy(rpki(config));
  }

  /** What the files say; caches are live, and a replay is not. */
  private static RpkiData rpki(DaemonConfig checked) {
    RpkiSettings settings = checked.rpki();
    return settings == null ? RpkiData.NONE : SourceUnion.of(settings.loaded(), settings.slurm());
  }

  private void read(Replay replay, Path path) throws IOException {
    try (MrtFile file = MrtFile.open(path)) {
      MrtFault end = ProgressBar.over(file, path, root.streams().err(), () -> file.readAll(replay));
      replay.fileOver();
      if (end != null) {
        fail(path, end.toString());
      }
    }
  }

  private void fail(Path file, String reason) {
    root.streams().complain(file + ": " + reason);
    exitCode = ExitCode.FAILURE;
  }

  /** Names of {@code --as}. */
  static final class Kind implements ITypeConverter<SessionKind> {

    @Override
    public SessionKind convert(String value) {
      return switch (value) {
        case "pni" -> SessionKind.PNI;
        case "collector" -> SessionKind.COLLECTOR;
        default ->
            throw new TypeConversionException(
                "\"" + value + "\" is not a kind of session; write pni or collector");
      };
    }
  }

  /** Durations as in the configuration. */
  static final class DurationArgument implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String value) {
      try {
        return Values.duration(value);
      } catch (BadValue e) {
        throw new TypeConversionException("\"" + value + "\" " + e.getMessage());
      }
    }
  }
}
