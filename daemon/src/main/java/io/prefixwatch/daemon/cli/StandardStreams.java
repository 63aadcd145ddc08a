package io.prefixwatch.daemon.cli;

import io.prefixwatch.daemon.config.ConfigReport;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.LoadedConfig;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a command reads from and writes to; the process's own, or a test's.
 *
 * @param in standard input, octets
 * @param out standard output, octets, unbuffered: a failed write throws
 * @param err standard error, UTF-8, flushed with every line
 */
record StandardStreams(InputStream in, OutputStream out, PrintWriter err) {

  /** The streams of the process, past the ones of System that swallow failures. */
  static StandardStreams ofProcess() {
    return new StandardStreams(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8));
  }

  /** One line for people on stderr. */
  void complain(String line) {
    err.println("prefixwatch: " + line);
    err.flush();
  }

  /** The configuration that was loaded; its problems go to stderr. Null where it has errors. */
  @Nullable DaemonConfig report(LoadedConfig loaded) {
    ConfigReport report = new ConfigReport(loaded);
    report.problemLines().forEach(err::println);
    DaemonConfig checked = loaded.config().orElse(null);
    if (checked == null) {
      complain(report.summary());
    }
    return checked;
  }

  /**
   * What a failed write to stdout means for the exit code: a reader that has gone, such as {@code
   * head}, wanted no more and is no failure; anything else is told.
   */
  int outputFailed(UncheckedIOException failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("Broken pipe") || message.contains("EPIPE")) {
      return ExitCode.OK;
    }
    complain("cannot write to stdout: " + message);
    return ExitCode.FAILURE;
  }
}
