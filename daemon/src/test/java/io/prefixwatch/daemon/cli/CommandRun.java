package io.prefixwatch.daemon.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One command run in this process.
 *
 * @param exitCode what it returned
 * @param out its lines on stdout
 * @param err its lines on stderr
 */
record CommandRun(int exitCode, List<String> out, List<String> err) {

  /** Runs a command without input. */
  static CommandRun of(String... args) {
    return withInput("", args);
  }

  /** Runs a command with this text on stdin. */
  static CommandRun withInput(String input, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    int exitCode = run(input, out, err, args);
    return new CommandRun(
        exitCode,
        out.toString(StandardCharsets.UTF_8).lines().toList(),
        err.toString().lines().toList());
  }

  /** Runs a command whose stdout is the test's own. */
  static CommandRun into(OutputStream out, String... args) {
    StringWriter err = new StringWriter();
    int exitCode = run("", out, err, args);
    return new CommandRun(exitCode, List.of(), err.toString().lines().toList());
  }

  private static int run(String input, OutputStream out, StringWriter err, String... args) {
    ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1));
    return RootCommand.execute(new StandardStreams(in, out, new PrintWriter(err, true)), args);
  }
}
