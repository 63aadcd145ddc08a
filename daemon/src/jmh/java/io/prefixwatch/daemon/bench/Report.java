package io.prefixwatch.daemon.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What a sitting found, as Markdown: on standard output as it comes, and in a file at the end. */
@SuppressWarnings("SystemOut") // it is what the benchmark is for
final class Report {

  private final List<String> lines = new ArrayList<>();

  void line(String text) {
    lines.add(text);
    System.out.println(text);
  }

  /** Says what is going on, on standard error. */
  static void progress(String text) {
    System.err.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + text);
  }

  void title(String text) {
    line("");
    line("### " + text);
    line("");
  }

  /** The head of a table. */
  void columns(String... names) {
    row(names);
    line("|" + " --- |".repeat(names.length));
  }

  void row(String... cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  void save(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.write(file, lines, StandardCharsets.UTF_8);
  }
}
