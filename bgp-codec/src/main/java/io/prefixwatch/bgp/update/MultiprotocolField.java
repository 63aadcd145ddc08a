package io.prefixwatch.bgp.update;

import static io.prefixwatch.bgp.update.OctetAccess.i64;
import static io.prefixwatch.bgp.update.OctetAccess.u16;
import static io.prefixwatch.bgp.update.OctetAccess.u8;

import io.prefixwatch.bgp.attribute.AttributeType;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.net.Family;

/**
 * MP_REACH_NLRI or MP_UNREACH_NLRI of the message in hand (RFC 4760 section 3 and 4).
 *
 * <p>Only IPv4 and IPv6 unicast, where negotiated, are looked into; other families are framed,
 * bounded and counted. Reused: valid until the next scan.
 */
final class MultiprotocolField {

  private final int type;
  private boolean present;
  private boolean ours;
  private int afi;
  private int safi;
  private int nextHopAt;
  private int nextHopLength;
  private int nlriFrom;
  private int nlriTo;

  MultiprotocolField(int type) {
    this.type = type;
  }

  void reset() {
    present = false;
    ours = false;
    afi = 0;
    safi = 0;
    nextHopLength = 0;
    nlriFrom = 0;
    nlriTo = 0;
  }

  boolean isPresent() {
    return present;
  }

  /** True if this is a negotiated unicast family, so that its NLRI can be walked. */
  boolean isOurs() {
    return ours;
  }

  boolean isIpv6() {
    return afi == Family.AFI_IPV6;
  }

  Family family() {
    return Family.of(afi, safi);
  }

  int nextHopAt() {
    return nextHopAt;
  }

  int nextHopLength() {
    return nextHopLength;
  }

  int nlriFrom() {
    return nlriFrom;
  }

  int nlriTo() {
    return nlriTo;
  }

  boolean hasNlri() {
    return nlriTo > nlriFrom;
  }

  /** Reads MP_REACH_NLRI whose flags are right. */
  void reach(UpdateScan scan, int at, int length) {
    if (length < 5) {
      scan.reset(type, "shorter than a family and a next hop", ErrorCode.OPTIONAL_ATTRIBUTE);
      return;
    }
    byte[] buffer = scan.buffer();
    readFamily(scan, at);
    nextHopLength = u8(buffer, at + 3);
    nextHopAt = at + 4;
    // One reserved octet stands between next hop and NLRI; once it counted SNPAs, now it is
    // ignored.
    nlriFrom = nextHopAt + nextHopLength + 1;
    nlriTo = at + length;
    if (nlriFrom > nlriTo) {
      nlriFrom = nlriTo;
      if (ours) {
        scan.reset(type, "next hop runs past the attribute", ErrorCode.OPTIONAL_ATTRIBUTE);
      }
      return;
    }
    if (!ours) {
      return;
    }
    if (!isNextHopLengthSound(scan.context())) {
      scan.reset(type, "next hop length " + nextHopLength, ErrorCode.OPTIONAL_ATTRIBUTE);
      return;
    }
    if (checkNlri(scan)) {
      checkNextHop(scan, buffer);
    }
  }

  /** Reads MP_UNREACH_NLRI whose flags are right. */
  void unreach(UpdateScan scan, int at, int length) {
    if (length < 3) {
      scan.reset(type, "shorter than a family", ErrorCode.OPTIONAL_ATTRIBUTE);
      return;
    }
    readFamily(scan, at);
    nlriFrom = at + 3;
    nlriTo = at + length;
    if (ours) {
      checkNlri(scan);
    }
  }

  /**
   * Reads the abbreviated MP_REACH_NLRI of a recorded RIB entry: a length and a next hop (RFC 6396
   * section 4.3.4). Real files hold the full attribute, too; it begins with a zero octet.
   */
  void ribEntry(UpdateScan scan, int at, int length, boolean ipv6) {
    byte[] buffer = scan.buffer();
    boolean full = length >= 5 && u8(buffer, at) == 0;
    present = true;
    ours = true;
    afi = ipv6 ? Family.AFI_IPV6 : Family.AFI_IPV4;
    safi = Family.SAFI_UNICAST;
    int lengthAt = full ? at + 3 : at;
    nextHopAt = lengthAt + 1;
    nextHopLength = length > 0 ? u8(buffer, lengthAt) : 0;
    nlriFrom = at + length;
    nlriTo = nlriFrom;
    boolean fits = full ? nextHopAt + nextHopLength <= nlriTo : length == nextHopLength + 1;
    if (!fits || !isNextHopLengthSound(scan.context())) {
      scan.reset(type, "next hop length " + nextHopLength, ErrorCode.OPTIONAL_ATTRIBUTE);
    }
  }

  private void readFamily(UpdateScan scan, int at) {
    present = true;
    afi = u16(scan.buffer(), at);
    safi = u8(scan.buffer(), at + 2);
    ScanContext context = scan.context();
    ours =
        safi == Family.SAFI_UNICAST
            && ((afi == Family.AFI_IPV4 && context.ipv4Unicast())
                || (afi == Family.AFI_IPV6 && context.ipv6Unicast()));
  }

  private boolean isNextHopLengthSound(ScanContext context) {
    boolean ipv6Form = nextHopLength == 16 || nextHopLength == 32;
    if (isIpv6()) {
      return ipv6Form;
    }
    return nextHopLength == 4 || (ipv6Form && context.ipv6NextHopForIpv4());
  }

  private boolean checkNlri(UpdateScan scan) {
    ScanContext context = scan.context();
    boolean addPath = isIpv6() ? context.addPathIpv6() : context.addPathIpv4();
    int fault =
        NlriCursor.firstFault(scan.buffer(), nlriFrom, nlriTo, isIpv6() ? 128 : 32, addPath);
    if (fault >= 0) {
      scan.reset(
          type, "malformed prefix at offset " + scan.offset(fault), ErrorCode.OPTIONAL_ATTRIBUTE);
      return false;
    }
    return true;
  }

  private void checkNextHop(UpdateScan scan, byte[] buffer) {
    if (scan.context().recorded() || !hasNlri()) {
      return;
    }
    boolean loopbackPeer = scan.context().loopbackPeer();
    boolean impossible;
    if (nextHopLength == 4) {
      int first = u8(buffer, nextHopAt);
      boolean zero = OctetAccess.i32(buffer, nextHopAt) == 0;
      impossible = zero || first >= 224 || (first == 127 && !loopbackPeer);
    } else {
      long hi = i64(buffer, nextHopAt);
      long lo = i64(buffer, nextHopAt + 8);
      boolean loopback = hi == 0 && lo == 1;
      boolean unspecified = hi == 0 && lo == 0 && nextHopLength == 16;
      impossible = unspecified || hi >>> 56 == 0xFF || (loopback && !loopbackPeer);
    }
    if (impossible) {
      scan.withdraw(type, "next hop is not the address of a host", ErrorCode.INVALID_NEXT_HOP);
    }
  }

  static MultiprotocolField ofReach() {
    return new MultiprotocolField(AttributeType.MP_REACH_NLRI);
  }

  static MultiprotocolField ofUnreach() {
    return new MultiprotocolField(AttributeType.MP_UNREACH_NLRI);
  }
}
