package io.prefixwatch.daemon.delivery.sink;

import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Prefix;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Keeps a webhook from being turned against the network that the daemon stands in: it goes to
 * public addresses, and to others only where the configuration allows them.
 *
 * <p>The name is resolved before every request, and every address that it has must be allowed; the
 * JVM uses the same answer for the connection that follows.
 */
final class TargetGuard {

  private static final List<Prefix> NOT_PUBLIC =
      List.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "224.0.0.0/3",
              "::/127",
              "::ffff:0:0/96",
              "64:ff9b:1::/48",
              "fc00::/7",
              "fe80::/10",
              "ff00::/8")
          .stream()
          .map(Prefix::parse)
          .toList();

  private final List<Prefix> allowed;

  /** A guard that lets these through, too. */
  TargetGuard(List<Prefix> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  /**
   * Looks up where a request would go.
   *
   * @throws IOException if the name has no address, or one that is not allowed; says which
   */
  void check(URI target) throws IOException {
    String host = target.getHost().replaceAll("^\\[|]$", "");
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new IOException("host " + host + " has no address", e);
    }
    for (InetAddress address : addresses) {
      if (!mayGoTo(Address.of(address))) {
        throw new IOException(
            "host "
                + host
                + " is at "
                + address.getHostAddress()
                + ", which is not a public address; add it to the sink's allow if it is meant");
      }
    }
  }

  boolean mayGoTo(Address address) {
    return covers(allowed, address) || !covers(NOT_PUBLIC, address);
  }

  private static boolean covers(List<Prefix> prefixes, Address address) {
    Prefix host = new Prefix(address.ipv6(), address.hi(), address.lo(), address.ipv6() ? 128 : 32);
    return prefixes.stream().anyMatch(prefix -> prefix.covers(host));
  }
}
