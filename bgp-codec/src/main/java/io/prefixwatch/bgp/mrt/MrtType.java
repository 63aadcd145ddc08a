package io.prefixwatch.bgp.mrt;

/** Types and subtypes of MRT records and what RFC 6396 and RFC 8050 call them. */
public final class MrtType {

  public static final int TABLE_DUMP = 12;
  public static final int TABLE_DUMP_V2 = 13;
  public static final int BGP4MP = 16;
  public static final int BGP4MP_ET = 17;

  // Subtypes of BGP4MP and BGP4MP_ET
  static final int STATE_CHANGE = 0;
  static final int MESSAGE = 1;
  static final int MESSAGE_AS4 = 4;
  static final int STATE_CHANGE_AS4 = 5;
  static final int MESSAGE_LOCAL = 6;
  static final int MESSAGE_AS4_LOCAL = 7;
  static final int MESSAGE_ADDPATH = 8;
  static final int MESSAGE_AS4_ADDPATH = 9;
  static final int MESSAGE_LOCAL_ADDPATH = 10;
  static final int MESSAGE_AS4_LOCAL_ADDPATH = 11;

  // Subtypes of TABLE_DUMP_V2
  static final int PEER_INDEX_TABLE = 1;
  static final int RIB_IPV4_UNICAST = 2;
  static final int RIB_IPV6_UNICAST = 4;
  static final int RIB_IPV4_UNICAST_ADDPATH = 8;
  static final int RIB_IPV6_UNICAST_ADDPATH = 10;

  private static final String[] BGP4MP_LABELS = {
    "STATE_CHANGE",
    "MESSAGE",
    "ENTRY",
    "SNAPSHOT",
    "MESSAGE_AS4",
    "STATE_CHANGE_AS4",
    "MESSAGE_LOCAL",
    "MESSAGE_AS4_LOCAL",
    "MESSAGE_ADDPATH",
    "MESSAGE_AS4_ADDPATH",
    "MESSAGE_LOCAL_ADDPATH",
    "MESSAGE_AS4_LOCAL_ADDPATH"
  };

  private static final String[] TABLE_DUMP_V2_LABELS = {
    "0",
    "PEER_INDEX_TABLE",
    "RIB_IPV4_UNICAST",
    "RIB_IPV4_MULTICAST",
    "RIB_IPV6_UNICAST",
    "RIB_IPV6_MULTICAST",
    "RIB_GENERIC",
    "GEO_PEER_TABLE",
    "RIB_IPV4_UNICAST_ADDPATH",
    "RIB_IPV4_MULTICAST_ADDPATH",
    "RIB_IPV6_UNICAST_ADDPATH",
    "RIB_IPV6_MULTICAST_ADDPATH",
    "RIB_GENERIC_ADDPATH"
  };

  private MrtType() {}

  /** Such as {@code TABLE_DUMP_V2/RIB_GENERIC}; numbers where there is no name. */
  public static String label(int type, int subtype) {
    return switch (type) {
      case 11 -> "OSPFv2";
      case TABLE_DUMP -> "TABLE_DUMP/" + subtype;
      case TABLE_DUMP_V2 -> "TABLE_DUMP_V2/" + label(TABLE_DUMP_V2_LABELS, subtype);
      case BGP4MP -> "BGP4MP/" + label(BGP4MP_LABELS, subtype);
      case BGP4MP_ET -> "BGP4MP_ET/" + label(BGP4MP_LABELS, subtype);
      case 32 -> "ISIS";
      case 33 -> "ISIS_ET";
      case 48 -> "OSPFv3";
      case 49 -> "OSPFv3_ET";
      default -> "type " + type;
    };
  }

  private static String label(String[] labels, int subtype) {
    return subtype < labels.length ? labels[subtype] : Integer.toString(subtype);
  }
}
