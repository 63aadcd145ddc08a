package io.prefixwatch.daemon.config;

import io.prefixwatch.bgp.net.Address;
import java.net.InetSocketAddress;

/**
 * Where to wait for connections.
 *
 * @param address a local address, or the unspecified one for all of its family
 * @param port 0 lets the system choose
 */
public record ListenAddress(Address address, int port) {

  /** The JDK's view, for sockets. */
  public InetSocketAddress toSocketAddress() {
    return new InetSocketAddress(address.toInetAddress(), port);
  }

  /** The same address with the port that the system chose. */
  public ListenAddress withPort(int chosen) {
    return new ListenAddress(address, chosen);
  }

  /** As written in the configuration. */
  @Override
  public String toString() {
    return (address.ipv6() ? "[" + address + "]" : address) + ":" + port;
  }
}
