package io.prefixwatch.bgp.rtr;

/**
 * What is wrong with a PDU, or with the order of PDUs.
 *
 * @param code of the Error Report that answers it (RFC 8210 section 12)
 * @param reason in a few words
 */
public record RtrFault(int code, String reason) {

  public static final int CORRUPT = 0;
  public static final int INTERNAL = 1;
  public static final int NO_DATA = 2;
  public static final int INVALID_REQUEST = 3;
  public static final int UNSUPPORTED_VERSION = 4;
  public static final int UNSUPPORTED_TYPE = 5;
  public static final int UNKNOWN_WITHDRAWAL = 6;
  public static final int DUPLICATE_ANNOUNCEMENT = 7;
  public static final int UNEXPECTED_VERSION = 8;
  public static final int ASPA_PROVIDERS = 9;
}
