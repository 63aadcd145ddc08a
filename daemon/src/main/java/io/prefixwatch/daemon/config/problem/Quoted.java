package io.prefixwatch.daemon.config.problem;

/** How messages show a value. */
public final class Quoted {

  private static final int LONGEST = 80;

  private Quoted() {}

  /** The text in quotes, cut if it is long. */
  public static String of(String text) {
    if (text.codePointCount(0, text.length()) <= LONGEST) {
      return '"' + text + '"';
    }
    return '"' + text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "...\"";
  }
}
