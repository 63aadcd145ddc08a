package io.prefixwatch.daemon.cli;

import io.prefixwatch.bgp.mrt.MrtFault;
import io.prefixwatch.daemon.feed.mrt.MrtFile;
import io.prefixwatch.daemon.inspect.ParallelDump;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code dump}: each route change of MRT files as a line of JSON. */
@Command(
    name = "dump",
    description =
        "Prints each route change, table entry and state change of MRT files as a line of JSON.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class)
final class DumpCommand implements Callable<Integer> {

  @ParentCommand private RootCommand root;

  @Parameters(
      arity = "1..*",
      paramLabel = "MRT",
      description = "MRT files, plain, gzip or bzip2 whatever their names; read one by one")
  private List<Path> files;

  private int exitCode = ExitCode.OK;

  /** Made by the command line parser. */
  @SuppressWarnings("NullAway.Init")
  DumpCommand() {}

  @Override
  public Integer call() {
    for (Path file : files) {
      try {
        dump(file);
      } catch (IOException e) {
        fail(file, reason(e));
      } catch (UncheckedIOException e) {
        return root.streams().outputFailed(e);
      }
    }
    return exitCode;
  }

  private void dump(Path path) throws IOException {
    ParallelDump dump =
        new ParallelDump(
            ProgressBar.makingRoomFor(root.streams().out(), root.streams().err()),
            fault -> fail(path, fault),
            Runtime.getRuntime().availableProcessors());
    MrtFault end;
    try (MrtFile file = MrtFile.open(path)) {
      end = ProgressBar.over(file, path, root.streams().err(), () -> dump.dump(file));
    }
    if (end != null) {
      fail(path, end);
    }
    if (!dump.unsupported().isEmpty()) {
      String types =
          dump.unsupported().entrySet().stream()
              .map(entry -> entry.getKey() + " " + entry.getValue())
              .collect(Collectors.joining(", "));
      root.streams().complain(path + ": skipped records of types not read here: " + types);
    }
  }

  private void fail(Path file, MrtFault fault) {
    fail(file, fault.toString());
  }

  private void fail(Path file, String reason) {
    root.streams().complain(file + ": " + reason);
    exitCode = ExitCode.FAILURE;
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
