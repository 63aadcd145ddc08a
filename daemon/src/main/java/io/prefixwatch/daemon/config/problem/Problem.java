package io.prefixwatch.daemon.config.problem;

import java.util.Locale;

/**
 * One thing to mend.
 *
 * @param position where
 * @param severity error or warning
 * @param message what is wrong, with the value as written; never a substituted one
 * @param hint what to write instead; empty if the message says it all
 */
public record Problem(Position position, Severity severity, String message, String hint) {

  /** {@code FILE:line:column: message (hint)}, always a single line of visible characters. */
  public String toLine() {
    String mark = severity == Severity.WARNING ? "warning: " : "";
    String tail = hint.isEmpty() ? "" : " (" + hint + ")";
    return visible(position + ": " + mark + message + tail);
  }

  /** Values come from files: a line break or a terminal's escape in one must not get through. */
  private static String visible(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                out.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }

  @Override
  public String toString() {
    return toLine();
  }
}
