package io.prefixwatch.bgp.attribute;

import java.util.Arrays;

/** LARGE COMMUNITIES, type 32 (RFC 8092): triples of unsigned 32-bit values, as received. */
public final class LargeCommunities {

  public static final LargeCommunities NONE = new LargeCommunities(new int[0]);

  private final int[] parts;
  private final boolean truncated;

  private LargeCommunities(int[] parts) {
    this(parts, false);
  }

  private LargeCommunities(int[] parts, boolean truncated) {
    this.parts = parts;
    this.truncated = truncated;
  }

  /**
   * Takes a copy of the parts, three for each community.
   *
   * @throws IllegalArgumentException if their number is not a multiple of three
   */
  public static LargeCommunities of(int... parts) {
    if (parts.length % 3 != 0) {
      throw new IllegalArgumentException(parts.length + " parts are not whole large communities");
    }
    return parts.length == 0 ? NONE : new LargeCommunities(parts.clone());
  }

  /** The same, marked: there were more than these. */
  public LargeCommunities markedTruncated() {
    return new LargeCommunities(parts, true);
  }

  /** True if there were more, over a limit of what is kept. */
  public boolean isTruncated() {
    return truncated;
  }

  public int size() {
    return parts.length / 3;
  }

  /** One of the three parts of the community at {@code index}, 0 to 4294967295. */
  public long part(int index, int part) {
    return parts[3 * index + part] & 0xFFFF_FFFFL;
  }

  /** Appends {@code a:b:c}. */
  public void appendTo(StringBuilder out, int index) {
    for (int part = 0; part < 3; part++) {
      if (part > 0) {
        out.append(':');
      }
      out.append(part(index, part));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LargeCommunities that
        && truncated == that.truncated
        && Arrays.equals(parts, that.parts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(parts);
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < size(); i++) {
      appendTo(i == 0 ? out : out.append(' '), i);
    }
    return out.toString();
  }
}
