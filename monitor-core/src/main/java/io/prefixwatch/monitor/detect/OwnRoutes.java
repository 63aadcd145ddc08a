package io.prefixwatch.monitor.detect;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.registry.Speaker;
import org.jspecify.annotations.Nullable;

/** What we announced ourselves, coming back over a PNI. A pure function of the route. */
final class OwnRoutes {

  static final String WHY = "What we announce must not come back to us over an interconnect. ";

  private OwnRoutes() {}

  /** What is ours in the route, or null. */
  static @Nullable Evidence offence(HeldRoute route, Speaker speaker) {
    if (!route.session().isPni()) {
      return null;
    }
    if (route.attributes().asPath().withoutConfederation().contains(speaker.asn())) {
      return Evidence.failed(
          "origin",
          "no AS" + speaker.asn() + " in the path",
          route.attributes().asPath().toString(),
          Weights.LEAK_RULE);
    }
    for (Prefix own : speaker.prefixes()) {
      if (own.covers(route.prefix())) {
        return Evidence.failed(
            "origin", "nothing of " + own, route.prefix().toString(), Weights.LEAK_RULE);
      }
    }
    return null;
  }
}
