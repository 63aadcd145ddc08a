package io.prefixwatch.monitor.detect;

import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.registry.Speaker;
import io.prefixwatch.monitor.topology.Topology;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A legitimate route where it must not be. The first that applies is the verdict. */
final class LeakDetector implements Detector {

  private final Speaker speaker;
  private final PathRules rules;

  LeakDetector(Speaker speaker, Topology topology, RpkiView rpki) {
    this.speaker = speaker;
    this.rules = new PathRules(topology, rpki);
  }

  /** Whether a leak of this kind is told where a hijack is, too; others are evidence of it. */
  static boolean standsBesideHijack(Kind kind) {
    return kind == Kind.LEAK_OWN || kind == Kind.LEAK_PATH;
  }

  @Override
  public @Nullable Finding judge(JudgedRoute judged) {
    Finding finding = ownRoute(judged);
    finding = finding == null ? impossiblePath(judged) : finding;
    finding = finding == null ? wrongPartner(judged) : finding;
    return finding == null ? moreSpecific(judged) : finding;
  }

  /** Our own AS in the path of what a partner sends. */
  private @Nullable Finding ownRoute(JudgedRoute judged) {
    HeldRoute route = judged.route();
    Evidence evidence = OwnRoutes.offence(route, speaker);
    if (evidence == null) {
      return null;
    }
    return new Finding(
        Kind.LEAK_OWN,
        judged.registered(),
        route.session().id(),
        Wording.neighbour(route.session()),
        "speaker",
        List.of(evidence),
        judged.place() + " comes back to us" + Wording.via(route),
        OwnRoutes.WHY + Wording.saw(judged));
  }

  private @Nullable Finding impossiblePath(JudgedRoute judged) {
    PathLeak leak = rules.broken(judged.route());
    if (leak == null) {
      return null;
    }
    return new Finding(
        Kind.LEAK_PATH,
        judged.registered(),
        Long.toString(leak.suspect()),
        leak.suspect(),
        "role " + judged.route().session().role().label(),
        List.of(leak.evidence()),
        judged.place() + " leaked by AS" + leak.suspect() + Wording.via(judged.route()),
        leak.why() + " " + Wording.saw(judged),
        leak.severity(),
        leak.method(),
        leak.rfc7908Type());
  }

  /** The registered prefix, or an allowed part of it, on a PNI of somebody else. */
  private static @Nullable Finding wrongPartner(JudgedRoute judged) {
    Session session = judged.route().session();
    RegisteredPrefix registered = judged.registered();
    Partner expected = registered.registration().partner();
    Partner actual = session.partner();
    if (!session.isPni()
        || expected == null
        || actual == null
        || session.belongsTo(expected)
        || !judged.isLengthAllowed()) {
      return null;
    }
    Evidence evidence = Evidence.failed("partner", expected.id(), actual.id(), Weights.DECLARED);
    return new Finding(
        Kind.LEAK_PARTNER,
        registered,
        actual.id(),
        Wording.neighbour(session),
        Wording.rule(registered, "partner"),
        List.of(evidence),
        judged.place()
            + " arrives"
            + Wording.via(judged.route())
            + ", registered with "
            + expected.id(),
        "The prefix is registered with "
            + expected.name()
            + " and should not arrive on a PNI of "
            + actual.name()
            + ". "
            + Wording.saw(judged));
  }

  private static @Nullable Finding moreSpecific(JudgedRoute judged) {
    RegisteredPrefix registered = judged.registered();
    Long origin = judged.origin().asn();
    if (judged.isLengthAllowed() || !judged.isOriginAllowed()) {
      return null;
    }
    Evidence evidence =
        Evidence.failed(
            "length",
            "/" + registered.maxLength() + " at most",
            "/" + judged.route().prefix().length(),
            Weights.LENGTH);
    Session session = judged.route().session();
    return new Finding(
        Kind.LEAK_MORE_SPECIFIC,
        registered,
        origin == null ? "set" : Long.toString(origin),
        session.isPni() ? Wording.neighbour(session) : null,
        Wording.rule(registered, "max-length"),
        List.of(evidence),
        judged.place()
            + " announced by its own "
            + judged.origin().describe()
            + ", longer than /"
            + registered.maxLength()
            + Wording.via(judged.route()),
        "The origin is allowed, but nothing longer than /"
            + registered.maxLength()
            + ": a deaggregation, a leak of an optimizer's routes, or a forged origin. "
            + Wording.saw(judged));
  }
}
