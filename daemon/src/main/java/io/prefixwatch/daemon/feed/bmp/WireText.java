package io.prefixwatch.daemon.feed.bmp;

import io.prefixwatch.daemon.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Shows text that a router sent: in quotes, escaped, and cut if it is long. */
final class WireText {

  private static final int LONGEST = 120;

  private WireText() {}

  static String quoted(@Nullable String text) {
    if (text == null) {
      return "none";
    }
    int shown = Math.min(text.codePointCount(0, text.length()), LONGEST);
    String kept = text.substring(0, text.offsetByCodePoints(0, shown));
    return new String(new JsonWriter().string(kept).take(), StandardCharsets.UTF_8);
  }
}
