package io.prefixwatch.daemon.cli;

import io.prefixwatch.daemon.json.JsonTree;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One question to a running daemon, answered page by page, on a command's standard output. */
final class ApiQuestion {

  /** A page is as large as the API allows; an answer that goes on for longer is cut. */
  private static final int MOST_PAGES = 1_000;

  private final StandardStreams streams;
  private final ApiOptions options;

  ApiQuestion(StandardStreams streams, ApiOptions options) {
    this.streams = streams;
    this.options = options;
  }

  /**
   * Asks and prints.
   *
   * @param path behind {@code /api/v1/}, with a query or without
   * @param lines what to print of all pages
   * @return the exit code
   */
  int print(String path, Function<List<JsonTree>, List<String>> lines) throws InterruptedException {
    List<JsonTree> pages = new ArrayList<>();
    try {
      String next = path;
      while (!next.isEmpty() && pages.size() < MOST_PAGES) {
        String body = options.ask(next);
        JsonTree page = JsonTree.parse(body);
        pages.add(page);
        if (options.wantsJson()) {
          print(List.of(body));
        }
        String cursor = page.get("next_cursor").text();
        String joint = path.contains("?") ? "&" : "?";
        next = cursor.isEmpty() ? "" : path + joint + "cursor=" + ApiOptions.encoded(cursor);
      }
      if (!options.wantsJson()) {
        print(lines.apply(pages));
      }
      return ExitCode.OK;
    } catch (UncheckedIOException e) {
      return streams.outputFailed(e);
    } catch (IOException e) {
      streams.complain(String.valueOf(e.getMessage()));
      return ExitCode.FAILURE;
    } catch (IllegalArgumentException e) {
      streams.complain("the answer is not understood: " + e.getMessage());
      return ExitCode.FAILURE;
    }
  }

  private void print(List<String> lines) {
    OutputStream out = streams.out();
    try {
      out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The items under a name, of all pages. */
  static List<JsonTree> items(List<JsonTree> pages, String name) {
    return pages.stream().flatMap(page -> page.get(name).items().stream()).toList();
  }
}
