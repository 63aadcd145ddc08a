package io.prefixwatch.monitor.rpki;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.index.Ipv4Index;
import io.prefixwatch.monitor.index.Ipv6Index;
import java.util.ArrayList;
import java.util.List;

/**
 * All VRPs of one moment. Immutable and safe to share; some 25 octets each. A lookup is one of the
 * longest cover and a walk over the few that cover that one, and allocates nothing.
 */
public final class VrpTable {

  /** In place of an origin: the path ends in an AS_SET, which no VRP matches (RFC 6811). */
  public static final long NO_ORIGIN = -1;

  /** No VRP at all. */
  public static final VrpTable EMPTY = new VrpTableBuilder().build();

  private final Ipv4Index ipv4Index;
  private final Ipv6Index ipv6Index;
  private final VrpColumns ipv4;
  private final VrpColumns ipv6;

  VrpTable(Ipv4Index ipv4Index, VrpColumns ipv4, Ipv6Index ipv6Index, VrpColumns ipv6) {
    this.ipv4Index = ipv4Index;
    this.ipv4 = ipv4;
    this.ipv6Index = ipv6Index;
    this.ipv6 = ipv6;
  }

  /** A table of these. */
  public static VrpTable of(Iterable<Vrp> vrps) {
    VrpTableBuilder builder = new VrpTableBuilder();
    vrps.forEach(builder::add);
    return builder.build();
  }

  /** How many VRPs. */
  public int size() {
    return ipv4.size() + ipv6.size();
  }

  /** How many of one family. */
  public int size(boolean isIpv6) {
    return columns(isIpv6).size();
  }

  /**
   * Judges a route (RFC 6811 section 2).
   *
   * @param origin 0 to 4294967295, or {@link #NO_ORIGIN}
   */
  public OriginValidity validate(boolean isIpv6, long hi, long lo, int length, long origin) {
    return isIpv6
        ? ipv6.validate(ipv6Index.longestCover(hi, lo, length), length, origin)
        : ipv4.validate(ipv4Index.longestCover((int) (hi >>> 32), length), length, origin);
  }

  public OriginValidity validate(Prefix route, long origin) {
    return validate(route.ipv6(), route.hi(), route.lo(), route.length(), origin);
  }

  /** True if this very VRP is in the table. */
  public boolean contains(Vrp vrp) {
    return find(vrp) >= 0;
  }

  /** Likewise, without an object. */
  public boolean contains(boolean isIpv6, long hi, long lo, int length, int maxLength, long asn) {
    return columns(isIpv6).find(exact(isIpv6, hi, lo, length), maxLength, asn) >= 0;
  }

  private int find(Vrp vrp) {
    Prefix prefix = vrp.prefix();
    int id = exact(prefix.ipv6(), prefix.hi(), prefix.lo(), prefix.length());
    return columns(prefix.ipv6()).find(id, vrp.maxLength(), vrp.asn());
  }

  /** The VRPs that cover a route, the most specific first. */
  public List<Vrp> covering(Prefix route) {
    List<Vrp> found = new ArrayList<>();
    VrpColumns columns = columns(route.ipv6());
    int id =
        route.ipv6()
            ? ipv6Index.longestCover(route.hi(), route.lo(), route.length())
            : ipv4Index.longestCover((int) (route.hi() >>> 32), route.length());
    for (; id >= 0; id = columns.parent(id)) {
      for (int vrp = columns.first(id); vrp < columns.first(id + 1); vrp++) {
        found.add(new Vrp(prefix(route.ipv6(), id), columns.maxLength(vrp), columns.asn(vrp)));
      }
    }
    return found;
  }

  /** When a VRP of this table ends if nobody renews it, in seconds since 1970; 0 if unknown. */
  public long expires(Vrp vrp) {
    int found = find(vrp);
    return found < 0 ? 0 : columns(vrp.prefix().ipv6()).expires(found);
  }

  /** What to do with each VRP. */
  @FunctionalInterface
  public interface Visitor {

    /**
     * Takes one.
     *
     * @param expires seconds since 1970, 0 if not known
     */
    void vrp(boolean isIpv6, long hi, long lo, int length, int maxLength, long asn, long expires);
  }

  /** Shows every VRP, in ascending order, without an object for each. */
  public void forEach(Visitor visitor) {
    for (boolean isIpv6 : new boolean[] {false, true}) {
      VrpColumns columns = columns(isIpv6);
      for (int id = 0; id < columns.prefixes(); id++) {
        for (int vrp = columns.first(id); vrp < columns.first(id + 1); vrp++) {
          visitor.vrp(
              isIpv6,
              hi(isIpv6, id),
              isIpv6 ? ipv6Index.lo(id) : 0,
              length(isIpv6, id),
              columns.maxLength(vrp),
              columns.asn(vrp),
              columns.expires(vrp));
        }
      }
    }
  }

  private VrpColumns columns(boolean isIpv6) {
    return isIpv6 ? ipv6 : ipv4;
  }

  private int exact(boolean isIpv6, long hi, long lo, int length) {
    return isIpv6 ? ipv6Index.exact(hi, lo, length) : ipv4Index.exact((int) (hi >>> 32), length);
  }

  private long hi(boolean isIpv6, int id) {
    return isIpv6 ? ipv6Index.hi(id) : (long) ipv4Index.bits(id) << 32;
  }

  private int length(boolean isIpv6, int id) {
    return isIpv6 ? ipv6Index.length(id) : ipv4Index.length(id);
  }

  private Prefix prefix(boolean isIpv6, int id) {
    return new Prefix(isIpv6, hi(isIpv6, id), isIpv6 ? ipv6Index.lo(id) : 0, length(isIpv6, id));
  }
}
