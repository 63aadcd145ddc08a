package io.prefixwatch.bgp.update;

import static io.prefixwatch.bgp.update.OctetAccess.i32;
import static io.prefixwatch.bgp.update.OctetAccess.u16;
import static io.prefixwatch.bgp.update.OctetAccess.u8;

import io.prefixwatch.bgp.attribute.AttributeType;
import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.error.ErrorCode;
import java.util.Arrays;

/**
 * Flags, length and value of each path attribute we know (RFC 7606 section 7 and the RFCs named).
 *
 * <p>Judges one attribute at a time, in the pass over the headers. What is not known is never
 * looked into.
 */
final class AttributeRules {

  private static final int FLAGS_MASK = 0xC0;
  private static final int WELL_KNOWN = 0x40;
  private static final int OPTIONAL = 0x80;
  private static final int OPTIONAL_TRANSITIVE = 0xC0;

  /** Required Optional and Transitive bits by type; -1 where the type is not known to us. */
  private static final int[] FLAGS = new int[256];

  static {
    Arrays.fill(FLAGS, -1);
    FLAGS[AttributeType.ORIGIN] = WELL_KNOWN;
    FLAGS[AttributeType.AS_PATH] = WELL_KNOWN;
    FLAGS[AttributeType.NEXT_HOP] = WELL_KNOWN;
    FLAGS[AttributeType.MED] = OPTIONAL;
    FLAGS[AttributeType.LOCAL_PREF] = WELL_KNOWN;
    FLAGS[AttributeType.ATOMIC_AGGREGATE] = WELL_KNOWN;
    FLAGS[AttributeType.AGGREGATOR] = OPTIONAL_TRANSITIVE;
    FLAGS[AttributeType.COMMUNITIES] = OPTIONAL_TRANSITIVE;
    FLAGS[AttributeType.ORIGINATOR_ID] = OPTIONAL;
    FLAGS[AttributeType.CLUSTER_LIST] = OPTIONAL;
    FLAGS[AttributeType.MP_REACH_NLRI] = OPTIONAL;
    FLAGS[AttributeType.MP_UNREACH_NLRI] = OPTIONAL;
    FLAGS[AttributeType.EXTENDED_COMMUNITIES] = OPTIONAL_TRANSITIVE;
    FLAGS[AttributeType.AS4_PATH] = OPTIONAL_TRANSITIVE;
    FLAGS[AttributeType.AS4_AGGREGATOR] = OPTIONAL_TRANSITIVE;
    FLAGS[AttributeType.IPV6_EXTENDED_COMMUNITIES] = OPTIONAL_TRANSITIVE;
    FLAGS[AttributeType.AIGP] = OPTIONAL;
    FLAGS[AttributeType.BGP_LS] = OPTIONAL;
    FLAGS[AttributeType.LARGE_COMMUNITIES] = OPTIONAL_TRANSITIVE;
    FLAGS[AttributeType.OTC] = OPTIONAL_TRANSITIVE;
  }

  private AttributeRules() {}

  static boolean isKnown(int type) {
    return FLAGS[type] >= 0;
  }

  static boolean isWellKnown(int flags) {
    return (flags & OPTIONAL) == 0;
  }

  /** Judges the attribute that was just noted; MP attributes and NEXT_HOP are judged elsewhere. */
  static void check(UpdateScan scan, int type, int flags, int at, int length) {
    if (type == AttributeType.NEXT_HOP) {
      return;
    }
    if (isDroppedUnread(scan.context(), type)) {
      scan.discard(type, "not accepted on this kind of session");
      return;
    }
    if ((flags & FLAGS_MASK) != FLAGS[type]) {
      flagsError(scan, type);
      return;
    }
    switch (type) {
      case AttributeType.ORIGIN -> origin(scan, at, length);
      case AttributeType.AS_PATH -> asPath(scan, at, length);
      case AttributeType.MED -> fixed(scan, type, length, 4);
      case AttributeType.LOCAL_PREF -> fixed(scan, type, length, 4);
      case AttributeType.ORIGINATOR_ID -> fixed(scan, type, length, 4);
      case AttributeType.ATOMIC_AGGREGATE -> {
        if (length != 0) {
          scan.discard(type, "length must be 0");
        }
      }
      case AttributeType.AGGREGATOR -> aggregator(scan, type, at, length, width(scan));
      case AttributeType.AS4_AGGREGATOR -> aggregator(scan, type, at, length, 4);
      case AttributeType.AS4_PATH -> as4Path(scan, at, length);
      case AttributeType.COMMUNITIES, AttributeType.CLUSTER_LIST -> list(scan, type, length, 4);
      case AttributeType.EXTENDED_COMMUNITIES -> list(scan, type, length, 8);
      case AttributeType.IPV6_EXTENDED_COMMUNITIES -> list(scan, type, length, 20);
      case AttributeType.LARGE_COMMUNITIES -> list(scan, type, length, 12);
      case AttributeType.AIGP -> aigp(scan, at, length);
      case AttributeType.BGP_LS -> bgpLs(scan, at, length);
      case AttributeType.OTC -> otc(scan, at, length);
      default -> {}
    }
  }

  /** What eBGP drops whatever it holds (RFC 7606 section 7.5, 7.9, 7.10; RFC 6793 section 6). */
  private static boolean isDroppedUnread(ScanContext context, int type) {
    return switch (type) {
      case AttributeType.LOCAL_PREF, AttributeType.ORIGINATOR_ID, AttributeType.CLUSTER_LIST ->
          context.discardsInternalAttributes();
      case AttributeType.AS4_PATH, AttributeType.AS4_AGGREGATOR -> context.as4();
      default -> false;
    };
  }

  private static void flagsError(UpdateScan scan, int type) {
    String reason = "Optional and Transitive flags do not fit the type";
    if (type == AttributeType.AIGP || type == AttributeType.BGP_LS) {
      scan.discard(type, reason);
    } else {
      scan.withdraw(type, reason, ErrorCode.ATTRIBUTE_FLAGS);
    }
  }

  private static int width(UpdateScan scan) {
    return scan.context().as4() ? 4 : 2;
  }

  private static void fixed(UpdateScan scan, int type, int length, int expected) {
    if (length != expected) {
      scan.withdraw(type, "length must be " + expected, ErrorCode.ATTRIBUTE_LENGTH);
    }
  }

  /** A list of fixed-size items: at least one, and whole. */
  private static void list(UpdateScan scan, int type, int length, int item) {
    if (length == 0 || length % item != 0) {
      boolean optional = FLAGS[type] != WELL_KNOWN;
      scan.withdraw(
          type,
          "length must be a multiple of " + item + ", and not 0",
          optional ? ErrorCode.OPTIONAL_ATTRIBUTE : ErrorCode.ATTRIBUTE_LENGTH);
    }
  }

  private static void origin(UpdateScan scan, int at, int length) {
    if (length != 1) {
      fixed(scan, AttributeType.ORIGIN, length, 1);
    } else if (u8(scan.buffer(), at) > 2) {
      scan.withdraw(AttributeType.ORIGIN, "value must be 0, 1 or 2", ErrorCode.INVALID_ORIGIN);
    }
  }

  private static void asPath(UpdateScan scan, int at, int length) {
    int found = AsPathWalk.check(scan.buffer(), at, length, width(scan));
    ScanContext context = scan.context();
    if (AsPathWalk.isBroken(found)) {
      malformedPath(scan, AsPathWalk.reason(found));
      return;
    }
    if (!context.recorded()) {
      boolean confederation = (found & AsPathWalk.HAS_CONFEDERATION) != 0;
      if (context.sort() == PeerSort.EBGP && confederation) {
        malformedPath(scan, "confederation segments from a peer outside the confederation");
        return;
      }
      boolean startsRight = (found & AsPathWalk.STARTS_WITH_CONFED_SEQUENCE) != 0;
      if (context.sort() == PeerSort.CONFEDERATION && !startsRight) {
        malformedPath(scan, "does not begin with a confederation sequence (RFC 5065)");
        return;
      }
    }
    rejectSet(scan, AttributeType.AS_PATH, found);
  }

  /** In either path: the path that counts is made of both (RFC 9774 section 3). */
  private static void rejectSet(UpdateScan scan, int type, int found) {
    if (scan.context().policy().rejectAsSet() && (found & AsPathWalk.HAS_SET) != 0) {
      scan.withdraw(
          type,
          "an AS_SET, which is configured to be rejected (RFC 9774)",
          ErrorCode.MALFORMED_AS_PATH);
    }
  }

  private static void malformedPath(UpdateScan scan, String reason) {
    scan.withdraw(AttributeType.AS_PATH, reason, ErrorCode.MALFORMED_AS_PATH);
  }

  private static void as4Path(UpdateScan scan, int at, int length) {
    int found = AsPathWalk.check(scan.buffer(), at, length, 4);
    if (length == 0 || AsPathWalk.isBroken(found)) {
      String reason = length == 0 ? "length must not be 0" : AsPathWalk.reason(found);
      scan.discard(AttributeType.AS4_PATH, reason);
      return;
    }
    rejectSet(scan, AttributeType.AS4_PATH, found);
  }

  private static void aggregator(UpdateScan scan, int type, int at, int length, int width) {
    if (length != width + 4) {
      scan.discard(type, "length must be " + (width + 4));
      return;
    }
    byte[] buffer = scan.buffer();
    if ((width == 4 ? i32(buffer, at) : u16(buffer, at)) == 0) {
      scan.discard(type, "AS 0 (RFC 7607)");
    }
  }

  /** TLVs of one octet type, two octets length with the header; the AIGP TLV has 11 (RFC 7311). */
  private static void aigp(UpdateScan scan, int at, int length) {
    byte[] buffer = scan.buffer();
    int end = at + length;
    int tlv = at;
    boolean sound = length > 0;
    while (sound && tlv < end) {
      int tlvLength = tlv + 3 <= end ? u16(buffer, tlv + 1) : 0;
      boolean aigpTlv = tlv < end && u8(buffer, tlv) == 1;
      sound = tlvLength >= 3 && tlv + tlvLength <= end && (!aigpTlv || tlvLength == 11);
      tlv += tlvLength;
    }
    if (!sound) {
      scan.discard(AttributeType.AIGP, "malformed TLV (RFC 7311)");
    }
  }

  /** TLVs of two octets type and two octets length; only their frame is checked (RFC 9552). */
  private static void bgpLs(UpdateScan scan, int at, int length) {
    byte[] buffer = scan.buffer();
    int end = at + length;
    int tlv = at;
    while (tlv + 4 <= end) {
      tlv += 4 + u16(buffer, tlv + 2);
    }
    if (tlv != end) {
      scan.discard(AttributeType.BGP_LS, "a TLV runs past the end of the attribute");
    }
  }

  private static void otc(UpdateScan scan, int at, int length) {
    if (length != 4) {
      scan.withdraw(AttributeType.OTC, "length must be 4", ErrorCode.OPTIONAL_ATTRIBUTE);
    } else if (i32(scan.buffer(), at) == 0) {
      scan.withdraw(AttributeType.OTC, "AS 0", ErrorCode.OPTIONAL_ATTRIBUTE);
    }
  }

  /** NEXT_HOP of plain NLRI (RFC 4271 section 6.3, RFC 7606 section 7.3). */
  static void nextHop(UpdateScan scan, int flags, int at, int length) {
    if ((flags & FLAGS_MASK) != WELL_KNOWN) {
      flagsError(scan, AttributeType.NEXT_HOP);
      return;
    }
    if (length != 4) {
      fixed(scan, AttributeType.NEXT_HOP, length, 4);
      return;
    }
    int bits = i32(scan.buffer(), at);
    boolean loopback = bits >>> 24 == 127;
    boolean impossible = bits == 0 || bits >>> 28 >= 0xE;
    if (scan.context().recorded()) {
      return;
    }
    if (impossible || (loopback && !scan.context().loopbackPeer())) {
      scan.withdraw(
          AttributeType.NEXT_HOP, "not the address of a host", ErrorCode.INVALID_NEXT_HOP);
    }
  }

  /** What a duplicate of an attribute costs: MP attributes reset, others drop the later one. */
  static Disposition duplicate(int type) {
    return type == AttributeType.MP_REACH_NLRI || type == AttributeType.MP_UNREACH_NLRI
        ? Disposition.RESET
        : Disposition.DISCARD;
  }
}
