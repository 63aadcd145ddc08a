package io.prefixwatch.monitor.detect;

import org.jspecify.annotations.Nullable;

/**
 * One check and what it said, for or against.
 *
 * @param check its public name, such as {@code origin} or {@code rov}
 * @param verdict {@code fail}, {@code pass}, {@code unavailable} or a word of the check's own
 * @param expected what would have been right
 * @param observed what was there
 * @param detail anything else a person wants to know
 * @param weight what it adds to the confidence, -100 to 100
 */
public record Evidence(
    String check,
    String verdict,
    @Nullable String expected,
    @Nullable String observed,
    @Nullable String detail,
    int weight) {

  /** A check that decided: something else was expected. */
  static Evidence failed(String check, String expected, String observed, int weight) {
    return new Evidence(check, "fail", expected, observed, null, weight);
  }

  /** A check that could not be made, or made no difference. */
  public static Evidence neutral(String check, String verdict, @Nullable String detail) {
    return new Evidence(check, verdict, null, null, detail, 0);
  }
}
