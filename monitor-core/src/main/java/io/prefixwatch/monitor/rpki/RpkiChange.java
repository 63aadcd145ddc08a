package io.prefixwatch.monitor.rpki;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.net.Prefix;
import java.util.Set;

/**
 * New data of the RPKI and what it changes, made where it does not keep the engine waiting.
 *
 * @param data what is believed from now on
 * @param vrps what became of VRPs
 * @param customers whose attestation is another one
 * @param all validation begins or ceases to be available, which touches every route
 */
public record RpkiChange(RpkiData data, VrpDifference vrps, Set<Long> customers, boolean all) {

  public RpkiChange {
    customers = Set.copyOf(customers);
  }

  /** What leads from one state to another. */
  public static RpkiChange between(RpkiData before, RpkiData after) {
    return new RpkiChange(
        after,
        VrpDifference.between(before.knownVrps(), after.knownVrps()),
        after.knownAspas().changedSince(before.knownAspas()),
        (before.vrps() == null) != (after.vrps() == null)
            || (before.aspas() == null) != (after.aspas() == null));
  }

  /** True if nothing that is judged changed; expiry may have. */
  public boolean isEmpty() {
    return !all && vrps.isEmpty() && customers.isEmpty();
  }

  /** True if a route may be judged otherwise now. */
  public boolean touches(Prefix route, AsPath path) {
    if (all || vrps.touches(route)) {
      return true;
    }
    for (int i = 0; i < path.hopCount() && !customers.isEmpty(); i++) {
      if (customers.contains(path.hop(i))) {
        return true;
      }
    }
    return false;
  }
}
