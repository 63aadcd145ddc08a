package io.prefixwatch.monitor.detect;

import io.prefixwatch.bgp.attribute.Communities;
import io.prefixwatch.bgp.attribute.PathAttributes;

/** Looks communities up by their text. */
final class RouteCommunities {

  private RouteCommunities() {}

  /** True if the route carries the community: {@code 64500:8007}, or large {@code 64500:1:2}. */
  static boolean has(PathAttributes attributes, String text) {
    boolean large = text.indexOf(':') != text.lastIndexOf(':');
    if (!large) {
      return attributes.communities().contains(Communities.parse(text));
    }
    StringBuilder written = new StringBuilder();
    for (int i = 0; i < attributes.largeCommunities().size(); i++) {
      written.setLength(0);
      attributes.largeCommunities().appendTo(written, i);
      if (written.toString().equals(text)) {
        return true;
      }
    }
    return false;
  }
}
