package io.prefixwatch.bgp.update;

/**
 * Where a next hop stands in a message, so that it can be compared and copied without a value.
 * Reused: valid until the next scan.
 */
public final class NextHopOctets {

  private static final byte[] NOTHING = new byte[0];

  private byte[] buffer = NOTHING;
  private int at;
  private int length;

  NextHopOctets() {}

  NextHopOctets over(byte[] octets, int from, int count) {
    buffer = octets;
    // Where there is none, its place may be that of an earlier message in a longer array.
    at = count == 0 ? 0 : from;
    length = count;
    return this;
  }

  public byte[] buffer() {
    return buffer;
  }

  public int at() {
    return at;
  }

  /** Octets: 0 if there is none, 4, 16 or 32. */
  public int length() {
    return length;
  }
}
