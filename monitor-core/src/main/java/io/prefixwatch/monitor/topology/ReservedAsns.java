package io.prefixwatch.monitor.topology;

/** AS numbers that must not be seen between networks. */
public final class ReservedAsns {

  private ReservedAsns() {}

  /** Private use (RFC 6996). */
  public static boolean isPrivate(long asn) {
    return (asn >= 64512 && asn <= 65534) || (asn >= 4_200_000_000L && asn <= 4_294_967_294L);
  }

  /**
   * Reserved: AS_TRANS (RFC 6793), documentation (RFC 5398), the last of 16 and 32 bits (RFC 7300),
   * what IANA holds back. AS 0 is an error of the message, not of the path.
   */
  public static boolean isBogon(long asn) {
    return asn == 23456
        || (asn >= 64496 && asn <= 64511)
        || (asn >= 65535 && asn <= 131071)
        || asn == 4_294_967_295L;
  }
}
