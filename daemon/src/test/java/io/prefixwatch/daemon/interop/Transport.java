package io.prefixwatch.daemon.interop;

/** Who opens the connection, and over what. */
enum Transport {
  THEY_CONNECT("they connect over IPv4", false, false),
  WE_CONNECT("we connect over IPv4", true, false),
  THEY_CONNECT_IPV6("they connect over IPv6", false, true);

  private final String words;
  private final boolean active;
  private final boolean ipv6;

  Transport(String words, boolean active, boolean ipv6) {
    this.words = words;
    this.active = active;
    this.ipv6 = ipv6;
  }

  /** True if the session is {@code active: true} and the router only waits. */
  boolean isActive() {
    return active;
  }

  boolean isIpv6() {
    return ipv6;
  }

  @Override
  public String toString() {
    return words;
  }
}
