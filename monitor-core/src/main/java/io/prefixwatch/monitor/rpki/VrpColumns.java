package io.prefixwatch.monitor.rpki;

/**
 * The VRPs of one family, grouped by prefix. Immutable; positions of prefixes are those of the
 * family's index.
 */
final class VrpColumns {

  /** Per prefix its first VRP, and one more entry behind the last. */
  private final int[] first;

  /** Per VRP, ascending within a prefix. */
  private final byte[] maxLengths;

  /** Per VRP, unsigned, ascending within a length. */
  private final int[] asns;

  /** Per VRP, seconds since 1970, 0 if not known. */
  private final int[] expires;

  /** Per prefix the longest other one that covers it, or -1. */
  private final int[] parents;

  /** Takes ownership of the columns. */
  VrpColumns(int[] first, byte[] maxLengths, int[] asns, int[] expires, int[] parents) {
    this.first = first;
    this.maxLengths = maxLengths;
    this.asns = asns;
    this.expires = expires;
    this.parents = parents;
  }

  int prefixes() {
    return parents.length;
  }

  /** The first VRP of a prefix; those of the last end where one more prefix would begin. */
  int first(int prefix) {
    return first[prefix];
  }

  int parent(int prefix) {
    return parents[prefix];
  }

  /** Seconds since 1970, 0 if not known. */
  long expires(int vrp) {
    return expires[vrp] & 0xFFFF_FFFFL;
  }

  int size() {
    return asns.length;
  }

  int maxLength(int vrp) {
    return maxLengths[vrp] & 0xFF;
  }

  long asn(int vrp) {
    return asns[vrp] & 0xFFFF_FFFFL;
  }

  /**
   * Judges a route by the VRPs of a prefix and of all that cover it.
   *
   * @param prefix the longest that covers the route, -1 for none
   * @param origin {@link VrpTable#NO_ORIGIN} for a path that ends in a set
   */
  OriginValidity validate(int prefix, int length, long origin) {
    boolean ofOrigin = false;
    boolean ofNobody = false;
    boolean ofOthers = false;
    for (int id = prefix; id >= 0; id = parents[id]) {
      for (int vrp = first[id]; vrp < first[id + 1]; vrp++) {
        if (asns[vrp] == 0) {
          ofNobody = true;
        } else if (asn(vrp) != origin) {
          ofOthers = true;
        } else if (length <= maxLength(vrp)) {
          return OriginValidity.VALID;
        } else {
          ofOrigin = true;
        }
      }
    }
    if (ofOrigin) {
      return OriginValidity.INVALID_LENGTH;
    }
    if (ofNobody) {
      return ofOthers ? OriginValidity.INVALID_BOTH : OriginValidity.INVALID_AS0;
    }
    return ofOthers ? OriginValidity.INVALID_ASN : OriginValidity.NOT_FOUND;
  }

  /** The VRP of this prefix, length and origin, or -1. */
  int find(int prefix, int maxLength, long asn) {
    if (prefix >= 0) {
      for (int vrp = first[prefix]; vrp < first[prefix + 1]; vrp++) {
        if (maxLength(vrp) == maxLength && asn(vrp) == asn) {
          return vrp;
        }
      }
    }
    return -1;
  }
}
