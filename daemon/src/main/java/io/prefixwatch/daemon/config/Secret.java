package io.prefixwatch.daemon.config;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A key shared with a peer. Whoever prints it, or what holds it, prints no octet of it. */
public final class Secret {

  /** What the kernel has room for, as the key of TCP MD5 and of TCP-AO. */
  public static final int MAX_OCTETS = 80;

  private static final int LONGEST_PASSWORD = 1_024;

  private final byte[] octets;

  private Secret(byte[] octets) {
    this.octets = octets;
  }

  /**
   * The secret that this text spells.
   *
   * @throws IllegalArgumentException if it has no octet or more than {@link #MAX_OCTETS}
   */
  public static Secret of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The secret of these octets, which are copied.
   *
   * @throws IllegalArgumentException if it has no octet or more than {@link #MAX_OCTETS}
   */
  public static Secret of(byte[] octets) {
    if (octets.length == 0 || octets.length > MAX_OCTETS) {
      throw new IllegalArgumentException("a secret has 1 to " + MAX_OCTETS + " octets");
    }
    return new Secret(octets.clone());
  }

  /**
   * A password, which no kernel has to have room for.
   *
   * @throws IllegalArgumentException if it has no octet or more than a thousand
   */
  public static Secret password(String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    if (octets.length == 0 || octets.length > LONGEST_PASSWORD) {
      throw new IllegalArgumentException("a password has 1 to " + LONGEST_PASSWORD + " octets");
    }
    return new Secret(octets);
  }

  /** A copy, for who signs only. */
  public byte[] octets() {
    return octets.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && Arrays.equals(octets, secret.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
