package io.prefixwatch.daemon.cli;

import io.prefixwatch.bgp.mrt.MrtFault;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problem;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.config.schema.BadValue;
import io.prefixwatch.daemon.config.schema.BgpValues;
import io.prefixwatch.daemon.feed.mrt.MrtFile;
import io.prefixwatch.daemon.propose.HeldRoutes;
import io.prefixwatch.daemon.propose.Interest;
import io.prefixwatch.daemon.propose.Proposal;
import io.prefixwatch.daemon.propose.Proposer;
import io.prefixwatch.daemon.propose.SeenOrigins;
import io.prefixwatch.daemon.rpki.file.RpkiFile;
import io.prefixwatch.monitor.rpki.Slurm;
import io.prefixwatch.monitor.rpki.SourceData;
import io.prefixwatch.monitor.rpki.SourceUnion;
import io.prefixwatch.monitor.rpki.VrpTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/** {@code generate}: registrations to review, from what was seen and what is attested. */
@Command(
    name = "generate",
    description = "Proposes registrations from recordings, VRPs or both, as YAML to review.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:a proposal was printed",
      "1:a recording was damaged, or a daemon gave no answer; what could be read is proposed",
      "2:a file is wrong, or wrong usage"
    })
final class GenerateCommand implements Callable<Integer> {

  @ParentCommand private RootCommand root;

  @Option(
      names = "--mrt",
      paramLabel = "FILE",
      description = "a recording: what is held at its end is proposed; repeatable")
  private List<Path> recordings = new ArrayList<>();

  @Option(
      names = "--vrps",
      paramLabel = "FILE",
      description = "VRPs, as rpki.files takes them; repeatable")
  private List<Path> vrpFiles = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "URL",
      description = "a running daemon's http: what it holds for each --prefix")
  private @Nullable URI daemon;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "with --from: file with the token to show; else PREFIXWATCH_TOKEN")
  private @Nullable Path tokenFile;

  @Option(
      names = "--asn",
      paramLabel = "N",
      converter = AsnArgument.class,
      description = "what this AS originates; repeatable")
  private Set<Long> asns = new LinkedHashSet<>();

  @Option(
      names = "--prefix",
      paramLabel = "P",
      converter = PrefixArgument.class,
      description = "this prefix and what is inside it; repeatable")
  private Set<Prefix> prefixes = new LinkedHashSet<>();

  private int exitCode = ExitCode.OK;

  /** Made by the command line parser. */
  @SuppressWarnings("NullAway.Init")
  GenerateCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    if (recordings.isEmpty() && vrpFiles.isEmpty() && daemon == null) {
      return refuse(
          "generate from what? Name a recording (--mrt FILE), a running daemon (--from URL) or"
              + " VRPs (--vrps FILE)");
    }
    if (daemon != null && prefixes.isEmpty()) {
      return refuse("--from needs --prefix: a daemon is asked for what it holds inside it");
    }
    Problems problems = new Problems(false);
    VrpTable vrps = vrpFiles.isEmpty() ? null : vrps(problems);
    problems.sorted().stream().map(Problem::toLine).forEach(root.streams().err()::println);
    if (problems.hasErrors()) {
      return ExitCode.USAGE;
    }
    Interest interest = new Interest(asns, List.copyOf(prefixes));
    SeenOrigins seen = recordings.isEmpty() && daemon == null ? null : seen(interest);
    if (seen != null && daemon != null) {
      ask(daemon, seen);
    }
    return print(new Proposer(interest, vrps).propose(seen));
  }

  private int refuse(String why) {
    root.streams().complain(why);
    return ExitCode.USAGE;
  }

  private int print(Proposal proposal) {
    try {
      root.streams().out().write(proposal.yaml());
      root.streams().out().flush();
    } catch (IOException e) {
      return root.streams().outputFailed(new UncheckedIOException(e));
    }
    root.streams().complain(proposal.size() + " prefixes proposed");
    return exitCode;
  }

  private @Nullable VrpTable vrps(Problems problems) {
    List<SourceData> sources = new ArrayList<>();
    for (Path path : vrpFiles) {
      SourceData source = RpkiFile.read(path, Position.startOf(path.toString()), problems);
      if (source != null) {
        sources.add(source);
      } else if (!problems.hasErrors()) {
        problems.error(Position.startOf(path.toString()), "nothing could be read from it", "");
      }
    }
    return SourceUnion.of(sources, Slurm.NONE).vrps();
  }

  private SeenOrigins seen(Interest interest) {
    Path[] reading = {Path.of("")};
    SeenOrigins seen = new SeenOrigins(interest, fault -> fail(reading[0], fault.toString()));
    for (Path path : recordings) {
      reading[0] = path;
      try (MrtFile file = MrtFile.open(path)) {
        MrtFault end = ProgressBar.over(file, path, root.streams().err(), () -> file.readAll(seen));
        if (end != null) {
          fail(path, end.toString());
        }
      } catch (IOException e) {
        fail(path, e.getMessage() == null ? e.toString() : e.getMessage());
      }
    }
    return seen;
  }

  private void ask(URI url, SeenOrigins seen) throws InterruptedException {
    ApiOptions api = ApiOptions.at(url, tokenFile);
    for (Prefix prefix : prefixes) {
      try {
        String wanted = ApiOptions.encoded(prefix.toString());
        String answer = api.ask("routes?limit=1000&match=covered&prefix=" + wanted);
        if (HeldRoutes.read(answer, seen)) {
          fail(url + ": holds more inside " + prefix + " than it tells; ask for smaller prefixes");
        }
      } catch (IOException e) {
        fail(String.valueOf(e.getMessage()));
      } catch (IllegalArgumentException e) {
        fail(url + ": the answer is not understood: " + e.getMessage());
      }
    }
  }

  private void fail(Path file, String reason) {
    fail(file + ": " + reason);
  }

  private void fail(String reason) {
    root.streams().complain(reason);
    exitCode = ExitCode.FAILURE;
  }

  /** AS numbers as in the configuration. */
  static final class AsnArgument implements ITypeConverter<Long> {

    @Override
    public Long convert(String value) {
      try {
        return BgpValues.asn(value);
      } catch (BadValue e) {
        throw new TypeConversionException("\"" + value + "\" " + e.getMessage());
      }
    }
  }

  /** Prefixes as in the configuration. */
  static final class PrefixArgument implements ITypeConverter<Prefix> {

    @Override
    public Prefix convert(String value) {
      try {
        return BgpValues.prefix(value);
      } catch (BadValue e) {
        throw new TypeConversionException("\"" + value + "\" " + e.getMessage());
      }
    }
  }
}
