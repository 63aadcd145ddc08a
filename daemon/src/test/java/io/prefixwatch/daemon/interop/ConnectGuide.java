package io.prefixwatch.daemon.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of docs/guide/connect-a-router.md. */
final class ConnectGuide {

  private static final Path PAGE = Path.of("..", "docs", "guide", "connect-a-router.md");

  private ConnectGuide() {}

  /** The block in this language, without its fences. */
  static String block(String language) {
    Matcher found =
        Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(page());
    if (!found.find()) {
      throw new AssertionError("no block ```" + language + " in " + PAGE);
    }
    return found.group(1);
  }

  private static String page() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
