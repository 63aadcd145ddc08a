package io.prefixwatch.bgp.net;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable run of octets, for what we keep without looking inside. */
public final class Octets {

  /** No octets at all. */
  public static final Octets EMPTY = new Octets(new byte[0]);

  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of the given octets. */
  public static Octets of(byte... bytes) {
    return bytes.length == 0 ? EMPTY : new Octets(bytes.clone());
  }

  /** A copy of {@code source[from, to)}. */
  public static Octets copyOfRange(byte[] source, int from, int to) {
    return from == to ? EMPTY : new Octets(Arrays.copyOfRange(source, from, to));
  }

  /** The octets of hexadecimal text without separators. */
  public static Octets ofHex(String hex) {
    return new Octets(HexFormat.of().parseHex(hex));
  }

  public int length() {
    return bytes.length;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** The octet at {@code index}, 0 to 255. */
  public int at(int index) {
    return bytes[index] & 0xFF;
  }

  /** Two octets, network order. */
  public int u16(int index) {
    return at(index) << 8 | at(index + 1);
  }

  /** Four octets, network order, as an unsigned value. */
  public long u32(int index) {
    return (long) u16(index) << 16 | u16(index + 2);
  }

  /** {@code length} octets from {@code index}. */
  public Octets slice(int index, int length) {
    return copyOfRange(bytes, index, index + length);
  }

  /** A copy, for encoders. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /** Lower-case hexadecimal without separators. */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  /** The octets as UTF-8; what is not UTF-8 becomes the replacement character. */
  public String utf8() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
