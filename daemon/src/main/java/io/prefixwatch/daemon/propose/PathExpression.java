package io.prefixwatch.daemon.propose;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Regular expressions over paths with commas, as BGPalerter has them, to shapes of paths as ours.
 * Only those that say how a path ends, or all of it, have one.
 */
final class PathExpression {

  private static final Pattern ENDING =
      Pattern.compile("(?:\\.\\*,?|\\(,\\|\\^\\)|\\(\\^\\|,\\)|,)((?:\\d+,)*\\d+)\\$");
  private static final Pattern WHOLE = Pattern.compile("\\^((?:\\d+,)*\\d+)\\$");

  private PathExpression() {}

  /** True for an expression that every path matches. */
  static boolean isAnything(@Nullable String expression) {
    return expression == null || expression.matches("\\^?(\\.\\*)?\\$?");
  }

  /** The shape, or null. */
  static @Nullable String shape(String expression) {
    Matcher ending = ENDING.matcher(expression);
    if (ending.matches()) {
      return "* " + ending.group(1).replace(',', ' ');
    }
    Matcher whole = WHOLE.matcher(expression);
    return whole.matches() ? whole.group(1).replace(',', ' ') : null;
  }
}
