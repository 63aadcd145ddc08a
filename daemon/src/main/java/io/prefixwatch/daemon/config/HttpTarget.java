package io.prefixwatch.daemon.config;

import io.prefixwatch.bgp.net.Prefix;
import java.net.URI;
import java.util.List;

/**
 * Where a sink posts to. Of the URL only the host is ever shown: the rest of it may be the secret.
 *
 * @param url https, or http where the configuration says that this is meant
 * @param allow addresses that are not public and may be posted to all the same
 */
public record HttpTarget(URI url, List<Prefix> allow) {

  public HttpTarget {
    allow = List.copyOf(allow);
  }

  @Override
  public String toString() {
    return url.getScheme() + "://" + url.getAuthority() + "/(secret) allow " + allow;
  }
}
