package io.prefixwatch.daemon.cli;

import io.prefixwatch.daemon.config.ConfigReport;
import io.prefixwatch.daemon.config.LoadedConfig;
import io.prefixwatch.daemon.config.load.ConfigLoader;
import io.prefixwatch.daemon.speaker.socket.SocketSupport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code validate}: every problem of a configuration on stdout, one a line; a summary on stderr.
 */
@Command(
    name = "validate",
    description = "Checks a configuration and prints all its problems as FILE:line:column.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:no error, possibly warnings", "2:an error, or wrong usage"})
final class ValidateCommand implements Callable<Integer> {

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      required = true,
      description = "The configuration file.")
  private Path config;

  @Option(names = "--strict", description = "Treat known keys that have no effect yet as errors.")
  private boolean strict;

  @Spec private CommandSpec spec;

  /** Filled in by picocli. */
  @SuppressWarnings("NullAway.Init")
  ValidateCommand() {}

  @Override
  public Integer call() {
    LoadedConfig loaded =
        ConfigLoader.ofProcess(strict).connectingWith(new SocketSupport()).load(config);
    ConfigReport report = new ConfigReport(loaded);
    PrintWriter out = spec.commandLine().getOut();
    report.problemLines().forEach(out::println);
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    err.println(report.summary());
    err.flush();
    return loaded.config().isPresent() ? ExitCode.OK : ExitCode.USAGE;
  }
}
