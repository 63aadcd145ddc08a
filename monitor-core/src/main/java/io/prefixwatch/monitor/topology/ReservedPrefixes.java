package io.prefixwatch.monitor.topology;

import io.prefixwatch.bgp.net.Prefix;
import java.util.List;
import java.util.stream.Stream;

/** Address space that no network may announce to the internet (RFC 6890 and its successors). */
public final class ReservedPrefixes {

  /** IPv6 unicast that is given out at all. */
  private static final Prefix GLOBAL_UNICAST = Prefix.parse("2000::/3");

  private static final List<Prefix> IPV4 =
      parsed(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  private static final List<Prefix> IPV6 =
      parsed("2001:2::/48", "2001:10::/28", "2001:db8::/32", "2002::/16", "3ffe::/16", "3fff::/20");

  private ReservedPrefixes() {}

  /** True if some of the prefix is private, documentation, test, multicast or unassigned space. */
  public static boolean touches(Prefix prefix) {
    if (prefix.ipv6() && !GLOBAL_UNICAST.covers(prefix)) {
      return true;
    }
    for (Prefix reserved : prefix.ipv6() ? IPV6 : IPV4) {
      if (reserved.covers(prefix) || prefix.covers(reserved)) {
        return true;
      }
    }
    return false;
  }

  private static List<Prefix> parsed(String... texts) {
    return Stream.of(texts).map(Prefix::parse).toList();
  }
}
