package io.prefixwatch.bgp.net;

/**
 * Autonomous system numbers, carried as an unsigned 32-bit value in a {@code long}.
 *
 * <p>No object per number: paths hold hundreds of them. This class owns their rules and their text.
 */
public final class Asn {

  /** Largest 4-octet AS number. */
  public static final long MAX = 0xFFFF_FFFFL;

  /** AS_TRANS stands in a 2-octet field for a number that does not fit (RFC 6793). */
  public static final int TRANS = 23456;

  private Asn() {}

  /** True for 0 to 4294967295. */
  public static boolean isInRange(long asn) {
    return asn >= 0 && asn <= MAX;
  }

  /**
   * Parses plain decimal text, {@code 64500}.
   *
   * @throws IllegalArgumentException for anything else (asdot, a sign, a blank, out of range), with
   *     a message fit for a person
   */
  public static long parse(String text) {
    if (text.indexOf('.') >= 0) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a plain AS number; write 65546, not 1.10");
    }
    if (text.isEmpty() || text.length() > 10 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("\"" + text + "\" is not an AS number (0 to 4294967295)");
    }
    long asn = Long.parseLong(text);
    if (!isInRange(asn)) {
      throw new IllegalArgumentException(text + " is larger than the last AS number, 4294967295");
    }
    return asn;
  }
}
