package io.prefixwatch.daemon.config;

import java.util.List;

/**
 * Our end of BMP: routers connect, and tell of their peers.
 *
 * @param listen where routers connect
 * @param routers who may
 */
public record BmpSettings(ListenAddress listen, List<BmpRouter> routers) {

  public BmpSettings {
    routers = List.copyOf(routers);
  }
}
