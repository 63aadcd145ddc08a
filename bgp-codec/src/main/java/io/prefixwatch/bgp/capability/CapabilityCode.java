package io.prefixwatch.bgp.capability;

/** Code points of capabilities and what people call them. */
public final class CapabilityCode {

  public static final int MULTIPROTOCOL = 1;
  public static final int ROUTE_REFRESH = 2;
  public static final int OUTBOUND_ROUTE_FILTERING = 3;
  public static final int EXTENDED_NEXT_HOP = 5;
  public static final int EXTENDED_MESSAGE = 6;
  public static final int BGPSEC = 7;
  public static final int MULTIPLE_LABELS = 8;
  public static final int ROLE = 9;
  public static final int GRACEFUL_RESTART = 64;
  public static final int FOUR_OCTET_ASN = 65;
  public static final int DYNAMIC_CAPABILITY = 67;
  public static final int MULTISESSION = 68;
  public static final int ADD_PATH = 69;
  public static final int ENHANCED_ROUTE_REFRESH = 70;
  public static final int LONG_LIVED_GRACEFUL_RESTART = 71;
  public static final int FQDN = 73;
  public static final int BFD_STRICT = 74;
  public static final int SOFTWARE_VERSION = 75;
  public static final int PATHS_LIMIT = 76;
  public static final int ROUTE_REFRESH_CISCO = 128;

  private CapabilityCode() {}

  static String label(int code) {
    return switch (code) {
      case MULTIPROTOCOL -> "multiprotocol";
      case ROUTE_REFRESH -> "route-refresh";
      case OUTBOUND_ROUTE_FILTERING -> "outbound-route-filtering";
      case EXTENDED_NEXT_HOP -> "extended-next-hop";
      case EXTENDED_MESSAGE -> "extended-message";
      case BGPSEC -> "bgpsec";
      case MULTIPLE_LABELS -> "multiple-labels";
      case ROLE -> "role";
      case GRACEFUL_RESTART -> "graceful-restart";
      case FOUR_OCTET_ASN -> "four-octet-asn";
      case DYNAMIC_CAPABILITY -> "dynamic-capability";
      case MULTISESSION -> "multisession";
      case ADD_PATH -> "add-path";
      case ENHANCED_ROUTE_REFRESH -> "enhanced-route-refresh";
      case LONG_LIVED_GRACEFUL_RESTART -> "long-lived-graceful-restart";
      case FQDN -> "fqdn";
      case BFD_STRICT -> "bfd-strict";
      case SOFTWARE_VERSION -> "software-version";
      case PATHS_LIMIT -> "paths-limit";
      case ROUTE_REFRESH_CISCO -> "route-refresh-cisco";
      default -> "unknown";
    };
  }
}
