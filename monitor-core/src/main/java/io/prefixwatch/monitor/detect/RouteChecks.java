package io.prefixwatch.monitor.detect;

import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.PathPattern;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tells of each check of a route what it said, or why it was not made: the reasons behind verdicts,
 * also behind benign ones. A pure function of what the {@link Judge} is given, too.
 */
public final class RouteChecks {

  private final RpkiView rpki;
  private final Topology topology;
  private final NewLinks links;

  public RouteChecks(Registry registry, RpkiView rpki, NewLinks links) {
    this.rpki = rpki;
    this.links = links;
    this.topology = registry.topology();
  }

  /** Why a route got these verdicts from this registered prefix. */
  public RouteVerdict explain(
      HeldRoute route,
      RegisteredPrefix registered,
      Verdicts verdicts,
      RouteVerdict.Trigger trigger,
      Instant now) {
    JudgedRoute judged = JudgedRoute.of(route, registered);
    List<Finding> findings = verdicts.findings();
    Finding first = findings.isEmpty() ? null : findings.get(0);
    return new RouteVerdict(
        now,
        trigger,
        route,
        registered,
        List.of(),
        0,
        first == null ? benign(verdicts) : first.kind().label(),
        findings.stream().map(Finding::kind).toList(),
        first == null ? allowingRule(judged, verdicts) : first.rule(),
        verdicts.allowsHolding() && judged.isExact(),
        first == null ? allowed(judged, verdicts) : first.summary(),
        evidence(judged, verdicts));
  }

  private static String benign(Verdicts verdicts) {
    if (verdicts.excused() != null) {
      return RouteVerdict.EXCEPTED;
    }
    return verdicts.blackholed() ? RouteVerdict.BLACKHOLE : RouteVerdict.BENIGN;
  }

  private static String allowingRule(JudgedRoute judged, Verdicts verdicts) {
    if (verdicts.excused() != null) {
      return Wording.rule(judged.registered(), "except");
    }
    return Wording.rule(judged.registered(), judged.isExact() ? "origins" : "max-length");
  }

  private static String allowed(JudgedRoute judged, Verdicts verdicts) {
    return judged.place()
        + (verdicts.blackholed() ? " blackholed by " : " announced by ")
        + judged.origin().describe()
        + Wording.via(judged.route());
  }

  private List<Evidence> evidence(JudgedRoute judged, Verdicts verdicts) {
    Map<String, Evidence> byCheck = new LinkedHashMap<>();
    Excused excused = verdicts.excused();
    if (excused != null) {
      Evidence applies = Exemptions.applies(excused.exemption());
      byCheck.put(applies.check(), applies);
      excused.hidden().evidence().forEach(one -> byCheck.putIfAbsent(one.check(), one));
    }
    for (Finding finding : verdicts.findings()) {
      finding.evidence().forEach(one -> byCheck.putIfAbsent(one.check(), one));
    }
    for (Evidence one : all(judged, verdicts)) {
      byCheck.putIfAbsent(one.check(), one);
    }
    return List.copyOf(byCheck.values());
  }

  private List<Evidence> all(JudgedRoute judged, Verdicts verdicts) {
    List<Evidence> checks = new ArrayList<>();
    checks.add(origin(judged));
    if (verdicts.blackholed()) {
      checks.add(
          Evidence.neutral("community", "blackhole", "who may announce it may have it dropped"));
      return checks;
    }
    HeldRoute route = judged.route();
    checks.add(length(judged));
    checks.add(upstream(judged));
    checks.add(pattern(judged));
    checks.add(rpki.originEvidence(route, false));
    checks.add(rpki.pathEvidence(route));
    checks.add(RouteMarks.otc(route));
    checks.add(peerlock(route.session(), verdicts));
    checks.add(firstAs(route.session(), verdicts));
    checks.add(Valley.evidence(route, topology.relationships()));
    checks.add(links.evidence(route, judged.registered()));
    checks.add(partner(judged));
    checks.addAll(ContractChecks.of(judged, verdicts));
    checks.addAll(RouteMarks.of(route));
    return checks;
  }

  static Evidence compared(String check, boolean holds, String expected, String observed) {
    return new Evidence(check, holds ? "pass" : "fail", expected, observed, null, 0);
  }

  static Evidence notAsked(String check, String why) {
    return Evidence.neutral(check, "not-asked", why);
  }

  private static Evidence origin(JudgedRoute judged) {
    RegisteredPrefix registered = judged.registered();
    RouteOrigin origin = judged.origin();
    if (!registered.announced()) {
      return compared("origin", false, "nobody", origin.text());
    }
    String allowed = Wording.asns(registered.origins());
    return origin.isUnknown(registered.origins())
        ? new Evidence(
            "origin",
            "unknown",
            allowed,
            origin.text(),
            "an old speaker could not carry the number (RFC 6793)",
            0)
        : compared("origin", judged.isOriginAllowed(), allowed, origin.text());
  }

  private static Evidence length(JudgedRoute judged) {
    return compared(
        "length",
        judged.isLengthAllowed(),
        "/" + judged.registered().maxLength() + " at most",
        "/" + judged.route().prefix().length());
  }

  private static Evidence upstream(JudgedRoute judged) {
    AsnSet upstreams = judged.registered().upstreams();
    Long left = judged.origin().left();
    if (upstreams == null) {
      return notAsked("upstream", "anybody may stand left of the origin");
    }
    String observed = left == null ? "nobody" : Long.toString(left);
    boolean holds = left == null || upstreams.contains(left);
    return compared("upstream", holds, Wording.asns(upstreams), observed);
  }

  private static Evidence pattern(JudgedRoute judged) {
    List<PathPattern> patterns = judged.registered().rules().paths();
    if (patterns.isEmpty()) {
      return notAsked("pattern", "no paths are declared");
    }
    CollapsedPath path = CollapsedPath.of(judged.route().attributes().asPath());
    boolean holds =
        patterns.stream().anyMatch(pattern -> pattern.matches(path.length(), path::hop));
    String declared =
        patterns.stream().map(PathPattern::toString).collect(Collectors.joining("; "));
    return compared("pattern", holds, declared, judged.route().attributes().asPath().toString());
  }

  private Evidence peerlock(Session session, Verdicts verdicts) {
    if (topology.transitFree().isEmpty()) {
      return notAsked("peerlock", "no topology.transit-free");
    }
    String role = session.role().label();
    if (!session.sendsCustomersOnly()) {
      return notAsked("peerlock", "a " + role + " may bring any route");
    }
    return isLeakedPath(verdicts)
        ? outranked("peerlock")
        : Evidence.neutral("peerlock", "pass", "no transit-free AS behind a " + role);
  }

  private static Evidence firstAs(Session session, Verdicts verdicts) {
    Partner partner = session.partner();
    if (!session.isPni() || partner == null || partner.asns().isEmpty()) {
      return notAsked("first-as", "no interconnect of a partner");
    }
    return isLeakedPath(verdicts)
        ? outranked("first-as")
        : Evidence.neutral("first-as", "pass", "role " + session.role().label());
  }

  private static boolean isLeakedPath(Verdicts verdicts) {
    return verdicts.leak() != null && verdicts.leak().kind() == Kind.LEAK_PATH;
  }

  private static Evidence outranked(String check) {
    return Evidence.neutral(check, "not-judged", "an earlier rule decided");
  }

  private static Evidence partner(JudgedRoute judged) {
    Partner expected = judged.registered().registration().partner();
    Partner actual = judged.route().session().partner();
    if (expected == null || actual == null || !judged.route().session().isPni()) {
      return notAsked(
          "partner", expected == null ? "registered with nobody" : "no interconnect of a partner");
    }
    return compared("partner", expected.id().equals(actual.id()), expected.id(), actual.id());
  }
}
