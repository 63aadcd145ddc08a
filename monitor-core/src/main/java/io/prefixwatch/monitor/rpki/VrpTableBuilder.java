package io.prefixwatch.monitor.rpki;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.index.Ipv4Index;
import io.prefixwatch.monitor.index.Ipv6Index;

/** Gathers VRPs in any order; repeats become one. Mutable, for one thread. */
public final class VrpTableBuilder {

  private final UnsortedVrps ipv4 = new UnsortedVrps();
  private final UnsortedVrps ipv6 = new UnsortedVrps();

  public VrpTableBuilder add(Vrp vrp) {
    Prefix prefix = vrp.prefix();
    return add(
        prefix.ipv6(), prefix.hi(), prefix.lo(), prefix.length(), vrp.maxLength(), vrp.asn(), 0);
  }

  /**
   * Adds a VRP of which the caller knows that {@link Vrp} would take it.
   *
   * @param expires seconds since 1970, 0 if not known
   */
  public VrpTableBuilder add(
      boolean isIpv6, long hi, long lo, int length, int maxLength, long asn, long expires) {
    (isIpv6 ? ipv6 : ipv4).add(hi, lo, length, maxLength, (int) asn, (int) expires);
    return this;
  }

  /** Adds all of a table. */
  public VrpTableBuilder addAll(VrpTable table) {
    table.forEach(this::add);
    return this;
  }

  /** What was added, repeats and all. */
  public int size() {
    return ipv4.size() + ipv6.size();
  }

  /** The table. The builder is spent. */
  public VrpTable build() {
    ipv4.sort();
    ipv6.sort();
    int[] bits = new int[ipv4.prefixes()];
    byte[] shortLengths = new byte[bits.length];
    ipv4.prefixes(
        (id, at) -> {
          bits[id] = (int) (ipv4.hi(at) >>> 32);
          shortLengths[id] = (byte) ipv4.length(at);
        });
    long[] his = new long[ipv6.prefixes()];
    long[] los = new long[his.length];
    byte[] lengths = new byte[his.length];
    ipv6.prefixes(
        (id, at) -> {
          his[id] = ipv6.hi(at);
          los[id] = ipv6.lo(at);
          lengths[id] = (byte) ipv6.length(at);
        });
    return new VrpTable(
        new Ipv4Index(bits, shortLengths),
        ipv4.columns(),
        new Ipv6Index(his, los, lengths),
        ipv6.columns());
  }
}
