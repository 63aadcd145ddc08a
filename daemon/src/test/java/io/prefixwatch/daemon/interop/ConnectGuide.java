package io.prefixwatch.daemon.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of docs/guide/connect-a-router.md, and of secure-a-session.md beside it. */
final class ConnectGuide {

  private static final Path GUIDE = Path.of("..", "docs", "guide");
  private static final Path PAGE = GUIDE.resolve("connect-a-router.md");
  private static final Path SECURE_PAGE = GUIDE.resolve("secure-a-session.md");

  private ConnectGuide() {}

  /** The block in this language, without its fences. */
  static String block(String language) {
    return block(PAGE, language);
  }

  /** The same of the page on protection. */
  static String secureBlock(String language) {
    return block(SECURE_PAGE, language);
  }

  private static String block(Path page, String language) {
    Matcher found =
        Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(read(page));
    if (!found.find()) {
      throw new AssertionError("no block ```" + language + " in " + page);
    }
    return found.group(1);
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
