package io.prefixwatch.monitor.detect;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.index.PrefixIndex;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.DetectionSettings;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges routes that no registered prefix covers: those that cover some, own routes, impossible
 * paths, watched ASes, the cone. The first that applies is the verdict. A pure function of what it
 * is given.
 */
public final class UnregisteredJudge {

  /** Covered prefixes that are listed. */
  private static final int MAX_COVERED = 100;

  private final Registry registry;
  private final PathRules rules;

  public UnregisteredJudge(Registry registry) {
    this.registry = registry;
    this.rules = new PathRules(registry.topology(), RpkiView.NONE);
  }

  /** The verdict, or null if there is nothing to say against the route. */
  public @Nullable SessionFinding judge(HeldRoute route) {
    SessionFinding finding = covering(route);
    finding = finding == null ? ownRoute(route) : finding;
    finding = finding == null ? impossiblePath(route) : finding;
    finding = finding == null ? watched(route) : finding;
    return finding == null ? outsideCone(route) : finding;
  }

  /** Somebody else's route around registered prefixes: it draws traffic where they are absent. */
  private @Nullable SessionFinding covering(HeldRoute route) {
    Prefix prefix = route.prefix();
    DetectionSettings settings = registry.settings();
    PrefixIndex.Range inside = registry.index().covered(prefix);
    int floor = prefix.ipv6() ? settings.ipv6Floor() : settings.ipv4Floor();
    if (inside.isEmpty() || prefix.length() <= floor) {
      return null;
    }
    List<RegisteredPrefix> covered = registry.prefixes().subList(inside.from(), inside.to());
    RouteOrigin origin = route.origin();
    if (covered.stream().anyMatch(registered -> origin.isAllowed(registered.origins()))) {
      return null;
    }
    long suspect = origin.suspect(AsnSet.EMPTY);
    RegisteredPrefix first = covered.get(0);
    return new SessionFinding(
        Kind.HIJACK_LESS_SPECIFIC,
        true,
        Long.toString(suspect),
        suspect,
        Wording.rule(first, "origins"),
        Kind.HIJACK_LESS_SPECIFIC.severity(),
        null,
        null,
        List.of(
            Evidence.failed(
                "origin", Wording.asns(first.origins()), origin.text(), Weights.COVERING)),
        covered.stream().limit(MAX_COVERED).map(RegisteredPrefix::prefix).toList(),
        covered.size(),
        prefix
            + " announced by "
            + origin.describe()
            + " covers "
            + covered.size()
            + " registered prefixes"
            + Wording.via(route),
        "Its origin is allowed for none of the prefixes that it covers.");
  }

  private @Nullable SessionFinding ownRoute(HeldRoute route) {
    Evidence evidence = OwnRoutes.offence(route, registry.speaker());
    return evidence == null
        ? null
        : new SessionFinding(
            Kind.LEAK_OWN,
            true,
            route.session().id(),
            Wording.neighbour(route.session()),
            "speaker",
            Kind.LEAK_OWN.severity(),
            null,
            null,
            List.of(evidence),
            route.prefix() + " comes back to us" + Wording.via(route),
            OwnRoutes.WHY);
  }

  private @Nullable SessionFinding impossiblePath(HeldRoute route) {
    PathLeak leak = rules.broken(route);
    return leak == null
        ? null
        : new SessionFinding(
            Kind.LEAK_PATH,
            false,
            route.session().id() + " " + leak.suspect(),
            leak.suspect(),
            "role " + route.session().role().label(),
            leak.severity(),
            leak.method(),
            leak.rfc7908Type(),
            List.of(leak.evidence()),
            "leaked by AS" + leak.suspect() + Wording.via(route),
            leak.why());
  }

  private @Nullable SessionFinding watched(HeldRoute route) {
    AsnSet watchAsns = registry.settings().watchAsns();
    Long origin = watchAsns.isEmpty() ? null : route.origin().asn();
    if (origin == null || !watchAsns.contains(origin)) {
      return null;
    }
    return new SessionFinding(
        Kind.LEAK_UNREGISTERED,
        false,
        Long.toString(origin),
        origin,
        "detection watch-asns",
        Kind.LEAK_UNREGISTERED.severity(),
        null,
        null,
        List.of(Evidence.failed("origin", "registered", "unregistered", Weights.OBSERVED_STATE)),
        "originated by AS" + origin + ", registered by nobody",
        "AS" + origin + " is watched, and originates what nobody registered.");
  }

  private static @Nullable SessionFinding outsideCone(HeldRoute route) {
    Session session = route.session();
    Partner partner = session.partner();
    AsnSet cone = partner == null ? null : partner.cone();
    if (partner == null || cone == null || !session.isPni()) {
      return null;
    }
    RouteOrigin origin = route.origin();
    boolean within =
        origin.members().stream()
            .allMatch(asn -> cone.contains(asn) || partner.asns().contains(asn));
    if (within || !session.sendsCustomersOnly()) {
      return null;
    }
    return new SessionFinding(
        Kind.LEAK_CONE,
        false,
        session.id(),
        Wording.neighbour(session),
        "partner " + partner.id() + " cone",
        Kind.LEAK_CONE.severity(),
        null,
        null,
        List.of(Evidence.failed("cone", cone.size() + " ASNs", origin.text(), Weights.DECLARED)),
        "with origins outside the cone of " + partner.id() + Wording.via(route),
        partner.name() + " may carry the ASes of its cone only.");
  }
}
