package io.prefixwatch.daemon.config.tree;

import io.prefixwatch.daemon.config.problem.Position;
import org.jspecify.annotations.Nullable;

/**
 * A single value as raw text.
 *
 * @param position where it begins
 * @param written the text as it stands in the file; may be shown to people
 * @param value the text with {@code ${env:}} and {@code ${file:}} filled in, possibly a secret;
 *     null if that failed, which was reported
 * @param plain true if it was written without quotes
 * @param substituted true if {@code value} holds something that is not in the file
 */
public record YamlScalar(
    Position position, String written, @Nullable String value, boolean plain, boolean substituted)
    implements YamlNode {

  /** True for {@code key:} with nothing behind it, and for YAML's ways to say so. */
  public boolean isEmpty() {
    return plain
        && switch (written) {
          case "", "~", "null", "Null", "NULL" -> true;
          default -> false;
        };
  }

  @Override
  public String shape() {
    return isEmpty() ? "nothing" : "text";
  }

  @Override
  public int weight() {
    return 1;
  }

  /** Never the filled-in value. */
  @Override
  public String toString() {
    return position + " " + written;
  }
}
