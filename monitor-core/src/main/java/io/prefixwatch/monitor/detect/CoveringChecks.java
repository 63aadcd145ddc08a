package io.prefixwatch.monitor.detect;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.index.PrefixIndex;
import io.prefixwatch.monitor.registry.DetectionSettings;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells why a route that covers registered prefixes was judged as it was. */
public final class CoveringChecks {

  private static final int MAX_COVERED = 100;

  private final Registry registry;

  public CoveringChecks(Registry registry) {
    this.registry = registry;
  }

  /**
   * Why the route got this finding, or none.
   *
   * @param familiar it was there when its session had synced
   * @return null if it covers nothing that is registered
   */
  public @Nullable RouteVerdict explain(
      HeldRoute route,
      @Nullable SessionFinding finding,
      boolean familiar,
      RouteVerdict.Trigger trigger,
      Instant now) {
    PrefixIndex.Range inside = registry.index().covered(route.prefix());
    if (inside.isEmpty()) {
      return null;
    }
    List<RegisteredPrefix> covered = registry.prefixes().subList(inside.from(), inside.to());
    String benign = familiar ? RouteVerdict.FAMILIAR : RouteVerdict.BENIGN;
    return new RouteVerdict(
        now,
        trigger,
        route,
        null,
        covered.stream().limit(MAX_COVERED).map(RegisteredPrefix::prefix).toList(),
        covered.size(),
        finding == null ? benign : finding.kind().label(),
        finding == null ? List.of() : List.of(finding.kind()),
        finding == null ? Wording.rule(covered.get(0), "origins") : finding.rule(),
        false,
        route.prefix()
            + " announced by "
            + route.origin().describe()
            + " covers "
            + covered.size()
            + " registered prefixes"
            + Wording.via(route),
        evidence(route, covered, finding, familiar));
  }

  private List<Evidence> evidence(
      HeldRoute route,
      List<RegisteredPrefix> covered,
      @Nullable SessionFinding finding,
      boolean familiar) {
    List<Evidence> evidence = new ArrayList<>();
    if (finding != null) {
      evidence.addAll(finding.evidence());
    } else {
      evidence.add(origin(route, covered, familiar));
    }
    DetectionSettings settings = registry.settings();
    Prefix prefix = route.prefix();
    int floor = prefix.ipv6() ? settings.ipv6Floor() : settings.ipv4Floor();
    evidence.add(
        RouteChecks.compared(
            "length", prefix.length() <= floor, "/" + floor + " at most", "/" + prefix.length()));
    return evidence;
  }

  private static Evidence origin(
      HeldRoute route, List<RegisteredPrefix> covered, boolean familiar) {
    RouteOrigin origin = route.origin();
    for (RegisteredPrefix registered : covered) {
      if (origin.isAllowed(registered.origins())) {
        return new Evidence(
            "origin",
            "pass",
            Wording.asns(registered.origins()),
            origin.text(),
            "allowed for " + registered.prefix(),
            0);
      }
    }
    return new Evidence(
        "origin",
        familiar ? "familiar" : "fail",
        Wording.asns(covered.get(0).origins()),
        origin.text(),
        familiar ? "it was there when the session had synced" : null,
        0);
  }
}
