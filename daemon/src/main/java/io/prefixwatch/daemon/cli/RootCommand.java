package io.prefixwatch.daemon.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code prefixwatch}: shows its help; the work is in the subcommands. */
@Command(
    name = "prefixwatch",
    description = "Watches BGP routes of registered prefixes and alerts in JSON.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      ReplayCommand.class,
      DumpCommand.class,
      DecodeCommand.class,
      ValidateCommand.class,
      StatusCommand.class,
      SessionsCommand.class,
      PrefixesCommand.class,
      IncidentsCommand.class,
      RoutesCommand.class,
      DiffCommand.class,
      ImportCommand.class,
      GenerateCommand.class,
      AlertTestCommand.class,
      DemoCommand.class
    })
public final class RootCommand implements Runnable {

  private final StandardStreams streams;

  @Spec private CommandSpec spec;

  /** Made by {@link #execute}. */
  @SuppressWarnings("NullAway.Init")
  RootCommand(StandardStreams streams) {
    this.streams = streams;
  }

  /** Runs the command line and returns the exit code; never throws. */
  public static int execute(String... args) {
    return execute(StandardStreams.ofProcess(), args);
  }

  /** The same on other streams. */
  static int execute(StandardStreams streams, String... args) {
    CommandLine line = new CommandLine(new RootCommand(streams));
    line.setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8));
    line.setErr(streams.err());
    line.setExecutionExceptionHandler(RootCommand::reportBug);
    return line.execute(args);
  }

  private static int reportBug(Exception bug, CommandLine line, CommandLine.ParseResult parsed) {
    PrintWriter err = line.getErr();
    err.println("prefixwatch: internal error, please report it: " + bug);
    bug.printStackTrace(err);
    err.flush();
    return ExitCode.BUG;
  }

  /** What the commands read from and write to. */
  StandardStreams streams() {
    return streams;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
