package io.prefixwatch.bgp.attribute;

import java.util.Arrays;

/** EXTENDED COMMUNITIES, type 16 (RFC 4360): 64-bit values in the order received. */
public final class ExtendedCommunities {

  public static final ExtendedCommunities NONE = new ExtendedCommunities(new long[0]);

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final long[] values;
  private final boolean truncated;

  private ExtendedCommunities(long[] values) {
    this(values, false);
  }

  private ExtendedCommunities(long[] values, boolean truncated) {
    this.values = values;
    this.truncated = truncated;
  }

  /** Takes a copy of the values. */
  public static ExtendedCommunities of(long... values) {
    return values.length == 0 ? NONE : new ExtendedCommunities(values.clone());
  }

  /** The same, marked: there were more than these. */
  public ExtendedCommunities markedTruncated() {
    return new ExtendedCommunities(values, true);
  }

  /** True if there were more, over a limit of what is kept. */
  public boolean isTruncated() {
    return truncated;
  }

  public int size() {
    return values.length;
  }

  /** The eight octets at {@code index}, type first. */
  public long at(int index) {
    return values[index];
  }

  /** Appends 16 hexadecimal digits. */
  public void appendTo(StringBuilder out, int index) {
    for (int shift = 60; shift >= 0; shift -= 4) {
      out.append(HEX[(int) (values[index] >>> shift) & 0xF]);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExtendedCommunities that
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
      appendTo(i == 0 ? out : out.append(' '), i);
    }
    return out.toString();
  }
}
