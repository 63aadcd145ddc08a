package io.prefixwatch.monitor.detect;

import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.PathPattern;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else's route for a registered prefix: squatting, wrong origin, forged path. The first
 * that applies is the verdict.
 */
final class HijackDetector implements Detector {

  @Override
  public @Nullable Finding judge(JudgedRoute judged) {
    RegisteredPrefix registered = judged.registered();
    if (!registered.announced()) {
      return squatting(judged);
    }
    if (judged.origin().isUnknown(registered.origins())) {
      return null;
    }
    if (!judged.isOriginAllowed()) {
      return wrongOrigin(judged);
    }
    Long left = judged.origin().left();
    AsnSet upstreams = registered.upstreams();
    if (upstreams != null && left != null && !upstreams.contains(left)) {
      return forgedPath(judged, left, upstreams);
    }
    return undeclaredPath(judged);
  }

  /** The path has none of the shapes that were declared. */
  private static @Nullable Finding undeclaredPath(JudgedRoute judged) {
    List<PathPattern> patterns = judged.registered().rules().paths();
    if (patterns.isEmpty()) {
      return null;
    }
    CollapsedPath path = CollapsedPath.of(judged.route().attributes().asPath());
    if (patterns.stream().anyMatch(pattern -> pattern.matches(path.length(), path::hop))) {
      return null;
    }
    Long left = judged.origin().left();
    long suspect = left == null ? judged.origin().suspect(AsnSet.EMPTY) : left;
    String declared =
        patterns.stream().map(PathPattern::toString).collect(Collectors.joining("; "));
    String observed = judged.route().attributes().asPath().toString();
    return new Finding(
        Kind.HIJACK_FORGED_PATH,
        judged.registered(),
        Long.toString(suspect),
        suspect,
        Wording.rule(judged.registered(), "paths"),
        List.of(Evidence.failed("pattern", declared, observed, Weights.DECLARED)),
        judged.place()
            + " announced with a path that is none of those declared"
            + Wording.via(judged.route()),
        "The origin is right, but the path has none of the declared shapes. "
            + Wording.saw(judged));
  }

  private static Finding squatting(JudgedRoute judged) {
    RouteOrigin origin = judged.origin();
    long suspect = origin.suspect(AsnSet.EMPTY);
    Evidence evidence = Evidence.failed("origin", "nobody", origin.text(), Weights.SQUATTING);
    return new Finding(
        Kind.HIJACK_SQUATTING,
        judged.registered(),
        Long.toString(suspect),
        suspect,
        Wording.rule(judged.registered(), "announced"),
        List.of(evidence),
        judged.place() + " announced by " + origin.describe() + Wording.via(judged.route()),
        "The prefix is registered as not announced, so no route for it or inside it is legitimate. "
            + Wording.saw(judged));
  }

  private static Finding wrongOrigin(JudgedRoute judged) {
    RegisteredPrefix registered = judged.registered();
    RouteOrigin origin = judged.origin();
    long suspect = origin.suspect(registered.origins());
    Evidence evidence =
        Evidence.failed(
            "origin", Wording.asns(registered.origins()), origin.text(), Weights.DECLARED);
    return new Finding(
        judged.isExact() ? Kind.HIJACK_ORIGIN : Kind.HIJACK_MORE_SPECIFIC,
        registered,
        Long.toString(suspect),
        suspect,
        Wording.rule(registered, "origins"),
        List.of(evidence),
        judged.place() + " announced by " + origin.describe() + Wording.via(judged.route()),
        "Only "
            + Wording.asnList(registered.origins())
            + " may originate it. "
            + Wording.saw(judged));
  }

  private static Finding forgedPath(JudgedRoute judged, long left, AsnSet upstreams) {
    Evidence evidence =
        Evidence.failed("upstream", Wording.asns(upstreams), Long.toString(left), Weights.DECLARED);
    return new Finding(
        Kind.HIJACK_FORGED_PATH,
        judged.registered(),
        Long.toString(left),
        left,
        Wording.rule(judged.registered(), "upstreams"),
        List.of(evidence),
        judged.place()
            + " announced with "
            + judged.origin().describe()
            + " behind AS"
            + left
            + Wording.via(judged.route()),
        "The origin is right, but only "
            + Wording.asnList(upstreams)
            + " may stand left of it; the origin may be forged. "
            + Wording.saw(judged));
  }
}
