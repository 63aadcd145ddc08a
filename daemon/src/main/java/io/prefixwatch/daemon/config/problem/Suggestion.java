package io.prefixwatch.daemon.config.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** Hints that name what the writer may have meant. */
public final class Suggestion {

  /** No use comparing longer text. */
  private static final int LONGEST = 64;

  /** Names listed where none is near. */
  private static final int LISTED = 20;

  private Suggestion() {}

  /**
   * {@code did you mean "acme"?}, or the known names if none is near.
   *
   * @param otherwise the hint if nothing is known at all
   */
  public static String among(Collection<String> known, String written, String otherwise) {
    String near = nearest(known, written);
    if (!near.isEmpty()) {
      return "did you mean " + Quoted.of(near) + "?";
    }
    if (known.isEmpty() || known.size() > LISTED) {
      return otherwise;
    }
    return "known: " + known.stream().sorted().collect(Collectors.joining(", "));
  }

  /** The known name at the least edit distance, or empty text if none is near. */
  public static String nearest(Collection<String> known, String written) {
    if (written.length() > LONGEST) {
      return "";
    }
    String plain = plain(written);
    int most = Math.min(3, plain.length() / 3);
    return known.stream()
        .filter(name -> name.length() <= LONGEST)
        .filter(name -> distance(plain(name), plain) <= most)
        .min(
            Comparator.comparingInt((String name) -> distance(plain(name), plain))
                .thenComparing(Comparator.naturalOrder()))
        .orElse("");
  }

  /** Case and the kind of word break are no difference worth a distance. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-').replace("-", "");
  }

  /** Edit distance where a swap of neighbours is one step (optimal string alignment). */
  static int distance(String a, String b) {
    int[][] steps = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      steps[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      steps[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(steps[i - 1][j], steps[i][j - 1]) + 1;
        least = Math.min(least, steps[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        steps[i][j] = swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
      }
    }
    return steps[a.length()][b.length()];
  }
}
