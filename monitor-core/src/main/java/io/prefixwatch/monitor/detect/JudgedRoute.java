package io.prefixwatch.monitor.detect;

import io.prefixwatch.monitor.registry.RegisteredPrefix;

/**
 * A route, and the registered prefix that judges it: the most specific one that covers it.
 *
 * @param route as held
 * @param registered the judge
 * @param origin of the route, read once
 */
public record JudgedRoute(HeldRoute route, RegisteredPrefix registered, RouteOrigin origin) {

  static JudgedRoute of(HeldRoute route, RegisteredPrefix registered) {
    return new JudgedRoute(route, registered, route.origin());
  }

  /** True if this is the registered prefix itself, not something inside it. */
  public boolean isExact() {
    return route.prefix().equals(registered.prefix());
  }

  /** True if the length is one that the registration allows. */
  public boolean isLengthAllowed() {
    return route.prefix().length() <= registered.maxLength();
  }

  public boolean isOriginAllowed() {
    return origin.isAllowed(registered.origins());
  }

  /** How the route stands to the registered prefix, for people. */
  String place() {
    String owner = registered.registration().customer() + " " + registered.prefix();
    return isExact() ? owner : route.prefix() + " (inside " + owner + ")";
  }
}
