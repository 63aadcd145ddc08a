package io.prefixwatch.monitor.detect;

import io.prefixwatch.bgp.attribute.Communities;
import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.monitor.registry.DetectionSettings;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Applies the detectors in their order of precedence and attaches the evidence that every finding
 * carries.
 */
public final class Judge {

  private final DetectionSettings settings;
  private final Detector hijack = new HijackDetector();
  private final Detector leak = new LeakDetector();

  public Judge(DetectionSettings settings) {
    this.settings = settings;
  }

  /** Judges a route against the most specific registered prefix that covers it. */
  public Verdicts judge(HeldRoute route, RegisteredPrefix registered) {
    JudgedRoute judged = JudgedRoute.of(route, registered);
    if (isBlackhole(route.attributes()) && mayBlackhole(judged)) {
      return new Verdicts(null, null, true);
    }
    Finding stolen = hijack.judge(judged);
    if (stolen != null) {
      // Partner and length tests of a route that is not the owner's are evidence only.
      Finding beside = leak.judge(judged);
      return new Verdicts(complete(stolen, judged, beside), null, false);
    }
    Finding leaked = leak.judge(judged);
    return leaked == null
        ? Verdicts.BENIGN
        : new Verdicts(null, complete(leaked, judged, null), false);
  }

  private boolean isBlackhole(PathAttributes attributes) {
    Communities communities = attributes.communities();
    for (int i = 0; i < communities.size(); i++) {
      int community = communities.at(i);
      if (community == Communities.BLACKHOLE
          || settings.blackholeCommunities().contains(community)) {
        return true;
      }
    }
    return false;
  }

  /** The owner, or the partner on the owner's behalf. */
  private static boolean mayBlackhole(JudgedRoute judged) {
    RegisteredPrefix registered = judged.registered();
    Partner partner = registered.registration().partner();
    return (registered.announced() && judged.isOriginAllowed())
        || (partner != null && judged.origin().isAllowed(partner.asns()));
  }

  private static Finding complete(Finding finding, JudgedRoute judged, @Nullable Finding beside) {
    List<Evidence> evidence = new ArrayList<>(finding.evidence());
    if (beside != null) {
      for (Evidence also : beside.evidence()) {
        evidence.add(
            new Evidence(also.check(), also.verdict(), also.expected(), also.observed(), null, 0));
      }
    }
    evidence.add(Evidence.neutral("rov", "unavailable", "no RPKI data is loaded"));
    evidence.add(Evidence.neutral("aspa", "unavailable", "no RPKI data is loaded"));
    Long otc = judged.route().attributes().otc();
    evidence.add(
        otc == null
            ? Evidence.neutral("otc", "absent", null)
            : new Evidence("otc", "present", null, Long.toString(otc), null, 0));
    evidence.addAll(RouteMarks.of(judged.route()));
    evidence.add(Evidence.neutral("relationship", "unavailable", "no relationship data is loaded"));
    return new Finding(
        finding.kind(),
        finding.registered(),
        finding.discriminator(),
        finding.suspectAsn(),
        finding.rule(),
        evidence,
        finding.summary(),
        finding.why());
  }
}
