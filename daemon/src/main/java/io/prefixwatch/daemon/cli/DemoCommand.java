package io.prefixwatch.daemon.cli;

import io.prefixwatch.daemon.demo.Demo;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code demo}: published incidents over real sessions on loopback, offline. */
@Command(
    name = "demo",
    description = "Plays published incidents over real BGP sessions on loopback, offline.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class)
final class DemoCommand implements Callable<Integer> {

  @ParentCommand private RootCommand root;

  /** Made by the command line parser. */
  @SuppressWarnings("NullAway.Init")
  DemoCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    try {
      // The legend tells what happens; the daemon's own log would stand in between.
      Logging.quiet();
      boolean complete =
          new Demo(
                  root.streams().out(),
                  root.streams().err(),
                  Terminal.isStdout(),
                  Terminal.isStderr(),
                  Terminal.isStdin() && Terminal.isStderr() ? System.in : null)
              .run();
      return complete ? ExitCode.OK : ExitCode.FAILURE;
    } catch (IOException e) {
      root.streams()
          .complain("demo: " + e.getMessage() + " (it needs 127.0.0.1 to 127.0.0.5 on loopback)");
      return ExitCode.FAILURE;
    }
  }
}
