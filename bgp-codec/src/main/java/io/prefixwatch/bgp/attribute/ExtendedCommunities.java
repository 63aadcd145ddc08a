package io.prefixwatch.bgp.attribute;

import io.prefixwatch.bgp.net.Address;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** EXTENDED COMMUNITIES, type 16 (RFC 4360): 64-bit values in the order received. */
public final class ExtendedCommunities {

  public static final ExtendedCommunities NONE = new ExtendedCommunities(new long[0]);

  // Types, RFC 7153 section 5.
  private static final int TWO_OCTET_AS = 0x00;
  private static final int IPV4_ADDRESS = 0x01;
  private static final int FOUR_OCTET_AS = 0x02;
  private static final int NON_TRANSITIVE = 0x40;
  private static final int VALIDATION = 0x43;

  private static final int ROUTE_TARGET = 0x02;
  private static final int ROUTE_ORIGIN = 0x03;

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

  /**
   * What a route target, a route origin (RFC 4360 section 4 and 5, RFC 5668) or an origin
   * validation state (RFC 8097) says: {@code target:64500:100}, {@code origin:192.0.2.1:7}, {@code
   * validation:invalid}. Null for any other, whose octets say all.
   */
  public @Nullable String text(int index) {
    long value = values[index];
    int subtype = (int) (value >>> 48) & 0xFF;
    String kind = subtype == ROUTE_TARGET ? "target:" : subtype == ROUTE_ORIGIN ? "origin:" : null;
    int type = (int) (value >>> 56) & 0xFF;
    if (type == VALIDATION && subtype == 0) {
      return validation(value);
    }
    // The bit that says that it stays inside an AS does not change what it says.
    return kind == null
        ? null
        : switch (type & ~NON_TRANSITIVE) {
          case TWO_OCTET_AS -> kind + (value >>> 32 & 0xFFFF) + ":" + (value & 0xFFFF_FFFFL);
          case IPV4_ADDRESS -> kind + Address.ipv4((int) (value >>> 16)) + ":" + (value & 0xFFFF);
          case FOUR_OCTET_AS -> kind + (value >>> 16 & 0xFFFF_FFFFL) + ":" + (value & 0xFFFF);
          default -> null;
        };
  }

  private static @Nullable String validation(long value) {
    return switch ((int) value & 0xFF) {
      case 0 -> "validation:valid";
      case 1 -> "validation:not-found";
      case 2 -> "validation:invalid";
      default -> null;
    };
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
