package io.prefixwatch.monitor.detect;

import io.prefixwatch.bgp.attribute.Communities;
import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.monitor.registry.DetectionSettings;
import io.prefixwatch.monitor.registry.Exemption;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Applies the detectors in their order of precedence and attaches the evidence that every finding
 * carries.
 */
public final class Judge {

  private final DetectionSettings settings;
  private final RpkiView rpki;
  private final RovContract rov;
  private final Detector hijack = new HijackDetector();
  private final ContractDetector contract = new ContractDetector();
  private final Topology topology;
  private final LeakDetector leak;
  private final NewLinks links;

  /** A judge who knows what the operator told us, what the RPKI says, and what was learned. */
  public Judge(Registry registry, RpkiView rpki, NewLinks links) {
    this.settings = registry.settings();
    this.rpki = rpki;
    this.links = links;
    this.rov = new RovContract(rpki);
    this.topology = registry.topology();
    this.leak = new LeakDetector(registry.speaker(), topology, rpki);
  }

  /**
   * Judges a route against the most specific registered prefix that covers it.
   *
   * @param now by which exceptions end
   */
  public Verdicts judge(HeldRoute route, RegisteredPrefix registered, Instant now) {
    JudgedRoute judged = JudgedRoute.of(route, registered);
    Exemption exemption = Exemptions.of(judged, now);
    if (isBlackhole(route.attributes()) && (exemption != null || mayBlackhole(judged))) {
      return Verdicts.BLACKHOLED;
    }
    Finding stolen = hijack.judge(judged);
    if (exemption != null && stolen != null && Exemptions.mayExcuse(stolen)) {
      return excused(stolen, exemption, judged, now);
    }
    if (stolen != null) {
      Finding beside = leak.judge(judged);
      if (beside != null && LeakDetector.standsBesideHijack(beside.kind())) {
        return new Verdicts(
            complete(stolen, judged, null, now),
            complete(beside, judged, null, now),
            List.of(),
            false,
            null);
      }
      // Partner and length tests of a route that is not the owner's are evidence only.
      return new Verdicts(complete(stolen, judged, beside, now), null, List.of(), false, null);
    }
    Finding leaked = leak.judge(judged);
    if (exemption != null && leaked != null && Exemptions.mayExcuse(leaked)) {
      return excused(leaked, exemption, judged, now);
    }
    if (leaked != null) {
      return new Verdicts(null, complete(leaked, judged, null, now), List.of(), false, null);
    }
    List<Finding> broken = new ArrayList<>(contract.judge(judged));
    Finding contradicted = rov.judge(judged);
    if (contradicted != null) {
      broken.add(contradicted);
    }
    return broken.isEmpty()
        ? Verdicts.BENIGN
        : new Verdicts(
            null,
            null,
            broken.stream().map(finding -> complete(finding, judged, null, now)).toList(),
            false,
            null);
  }

  /** Expected: neither who announces it and how long it is, nor through which partner, counts. */
  private Verdicts excused(Finding hidden, Exemption exemption, JudgedRoute judged, Instant now) {
    Excused excused = new Excused(exemption, complete(hidden, judged, null, now));
    Finding leaked = leak.judge(judged);
    boolean stands = leaked != null && LeakDetector.standsBesideHijack(leaked.kind());
    return new Verdicts(
        null,
        stands && leaked != null ? complete(leaked, judged, null, now) : null,
        List.of(),
        false,
        excused);
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

  private static boolean isOriginInQuestion(Kind kind) {
    return kind == Kind.HIJACK_ORIGIN || kind == Kind.HIJACK_MORE_SPECIFIC;
  }

  private static boolean lacks(List<Evidence> evidence, String check) {
    return evidence.stream().noneMatch(one -> one.check().equals(check));
  }

  private Finding complete(
      Finding finding, JudgedRoute judged, @Nullable Finding beside, Instant now) {
    List<Evidence> evidence = new ArrayList<>(finding.evidence());
    if (beside != null) {
      for (Evidence also : beside.evidence()) {
        evidence.add(
            new Evidence(also.check(), also.verdict(), also.expected(), also.observed(), null, 0));
      }
    }
    if (lacks(evidence, "rov")) {
      evidence.add(rpki.originEvidence(judged.route(), isOriginInQuestion(finding.kind())));
    }
    if (lacks(evidence, "aspa")) {
      evidence.add(rpki.pathEvidence(judged.route()));
    }
    if (lacks(evidence, "otc")) {
      evidence.add(RouteMarks.otc(judged.route()));
    }
    evidence.addAll(RouteMarks.of(judged.route()));
    if (lacks(evidence, "relationship")) {
      evidence.add(Valley.evidence(judged.route(), topology.relationships()));
    }
    if (!finding.kind().family().equals("contract")) {
      evidence.add(links.evidence(judged.route(), judged.registered()));
    }
    Evidence exception = Exemptions.evidence(judged, now);
    if (exception != null) {
      evidence.add(exception);
    }
    return finding.withEvidence(evidence);
  }
}
