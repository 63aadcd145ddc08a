package io.prefixwatch.daemon.cli;

import io.prefixwatch.daemon.config.load.YamlFiles;
import io.prefixwatch.daemon.config.problem.Problem;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.config.tree.YamlMapping;
import io.prefixwatch.daemon.propose.BgpalerterPrefixes;
import io.prefixwatch.daemon.propose.Proposal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code import bgpalerter}: another monitor's list as registrations. */
@Command(
    name = "import",
    description = "Turns another monitor's list of prefixes into registrations, as YAML on stdout.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    synopsisSubcommandLabel = "bgpalerter",
    subcommands = ImportCommand.Bgpalerter.class)
final class ImportCommand implements Callable<Integer> {

  @ParentCommand private RootCommand root;

  /** Made by the command line parser. */
  @SuppressWarnings("NullAway.Init")
  ImportCommand() {}

  @Override
  public Integer call() {
    root.streams().complain("import from what? Known: bgpalerter");
    return ExitCode.USAGE;
  }

  /** {@code import bgpalerter FILE...}. */
  @Command(
      name = "bgpalerter",
      description =
          "BGPalerter's prefixes.yml to registrations; what has no counterpart stands as a comment"
              + " beside it, and on stderr.",
      mixinStandardHelpOptions = true,
      versionProvider = BuildVersion.class)
  static final class Bgpalerter implements Callable<Integer> {

    @ParentCommand private ImportCommand parent;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "BGPalerter's prefix files")
    private List<Path> files;

    /** Made by the command line parser. */
    @SuppressWarnings("NullAway.Init")
    Bgpalerter() {}

    @Override
    public Integer call() {
      StandardStreams streams = parent.root.streams();
      Problems problems = new Problems(false);
      Proposal proposal = new Proposal("taken over from BGPalerter; review it, then include it");
      BgpalerterPrefixes prefixes = new BgpalerterPrefixes(proposal, problems);
      for (Path file : files) {
        YamlMapping root = YamlFiles.read(file, problems, "203.0.113.0/24: {asn: 64501}");
        if (root != null) {
          prefixes.read(root);
        }
      }
      problems.sorted().stream().map(Problem::toLine).forEach(streams.err()::println);
      streams.complain(
          proposal.size() + " registered prefixes, " + problems.warningCount() + " remarks");
      if (problems.hasErrors()) {
        return ExitCode.USAGE;
      }
      try {
        streams.out().write(proposal.yaml());
        streams.out().flush();
        return ExitCode.OK;
      } catch (IOException e) {
        return streams.outputFailed(new UncheckedIOException(e));
      }
    }
  }
}
