package io.prefixwatch.daemon.config;

/**
 * Where a server is.
 *
 * @param host a name, or an address without brackets
 * @param port from 1
 */
public record HostPort(String host, int port) {

  /** As written in the configuration. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
