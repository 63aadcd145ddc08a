package io.prefixwatch.bgp.attribute;

import java.util.Arrays;

/** COMMUNITIES, type 8 (RFC 1997): 32-bit values in the order received. */
public final class Communities {

  public static final Communities NONE = new Communities(new int[0]);

  /** BLACKHOLE, 65535:666 (RFC 7999). */
  public static final int BLACKHOLE = 0xFFFF_029A;

  /** GRACEFUL_SHUTDOWN, 65535:0 (RFC 8326). */
  public static final int GRACEFUL_SHUTDOWN = 0xFFFF_0000;

  /** LLGR_STALE, 65535:6 (RFC 9494). */
  public static final int LLGR_STALE = 0xFFFF_0006;

  private final int[] values;
  private final boolean truncated;

  private Communities(int[] values) {
    this(values, false);
  }

  private Communities(int[] values, boolean truncated) {
    this.values = values;
    this.truncated = truncated;
  }

  /** Takes a copy of the values. */
  public static Communities of(int... values) {
    return values.length == 0 ? NONE : new Communities(values.clone());
  }

  /** Takes ownership of the array. */
  public static Communities ofOwned(int[] values) {
    return values.length == 0 ? NONE : new Communities(values);
  }

  /**
   * Parses {@code 64500:8007}, both halves 0 to 65535.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static int parse(String text) {
    String[] halves = text.split(":", -1);
    if (halves.length == 2) {
      int high = half(halves[0]);
      int low = half(halves[1]);
      if (high >= 0 && low >= 0) {
        return high << 16 | low;
      }
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is not a community; write two numbers up to 65535, such as 64500:8007");
  }

  private static int half(String digits) {
    if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(Character::isDigit)) {
      return -1;
    }
    int value = Integer.parseInt(digits);
    return value <= 0xFFFF ? value : -1;
  }

  /** The same, marked: there were more than these. */
  public Communities markedTruncated() {
    return new Communities(values, true);
  }

  /** True if there were more, over a limit of what is kept. */
  public boolean isTruncated() {
    return truncated;
  }

  public int size() {
    return values.length;
  }

  /** The value at {@code index}, its halves in the upper and lower 16 bits. */
  public int at(int index) {
    return values[index];
  }

  public boolean contains(int community) {
    for (int value : values) {
      if (value == community) {
        return true;
      }
    }
    return false;
  }

  /** Appends {@code 64500:8007}, in numbers, never names. */
  public void appendTo(StringBuilder out, int index) {
    append(out, values[index]);
  }

  /** {@code 64500:8007}. */
  public static String format(int community) {
    StringBuilder out = new StringBuilder(11);
    append(out, community);
    return out.toString();
  }

  private static void append(StringBuilder out, int community) {
    out.append(community >>> 16).append(':').append(community & 0xFFFF);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Communities that
        && truncated == that.truncated
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      append(i == 0 ? out : out.append(' '), values[i]);
    }
    return out.toString();
  }
}
