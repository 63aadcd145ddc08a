package io.prefixwatch.monitor.detect;

import io.prefixwatch.bgp.capability.Role;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.topology.Topology;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a neighbour may send, given its role: the tests of {@code leak.path} in the order of trust.
 * A pure function of the route and the topology.
 */
final class PathRules {

  private final Topology topology;
  private final RpkiView rpki;

  PathRules(Topology topology, RpkiView rpki) {
    this.topology = topology;
    this.rpki = rpki;
  }

  /** The first rule that the path breaks, or null. */
  @Nullable PathLeak broken(HeldRoute route) {
    CollapsedPath path = CollapsedPath.of(route.attributes().asPath());
    PathLeak leak = otc(route, path);
    leak = leak == null ? aspa(route, path) : leak;
    leak = leak == null ? peerlock(route.session(), path) : leak;
    leak = leak == null ? firstAs(route.session(), path) : leak;
    return leak == null && route.session().sendsCustomersOnly() ? hairpin(path) : leak;
  }

  /** RFC 9234 section 5, ingress: what was once sent down or sideways must not come up again. */
  private @Nullable PathLeak otc(HeldRoute route, CollapsedPath path) {
    Long otc = route.attributes().otc();
    Session session = route.session();
    if (otc == null) {
      return null;
    }
    boolean fromBelow = session.isFromBelow();
    boolean fromAside =
        session.role() == Role.PEER && session.peerAsn() != 0 && otc != session.peerAsn();
    if (!fromBelow && !fromAside) {
      return null;
    }
    long neighbour = neighbour(session, path);
    return new PathLeak(
        "otc",
        neighbour,
        type(session, path),
        Kind.LEAK_PATH.severity(),
        Evidence.failed(
            "otc",
            fromBelow ? "none" : "none, or " + session.peerAsn(),
            Long.toString(otc),
            Weights.LEAK_RULE),
        "AS"
            + otc
            + " marked the route to go to its customers only (RFC 9234), and a "
            + session.role().label()
            + " sends it.");
  }

  /** Somebody in the path says who its providers are, and the path says otherwise. */
  private @Nullable PathLeak aspa(HeldRoute route, CollapsedPath path) {
    if (!rpki.isContradicted(route)) {
      return null;
    }
    Session session = route.session();
    Evidence seen = rpki.pathEvidence(route);
    return new PathLeak(
        "aspa",
        neighbour(session, path),
        type(session, path),
        Kind.LEAK_PATH.severity(),
        new Evidence("aspa", seen.verdict(), "not invalid", null, seen.detail(), Weights.LEAK_RULE),
        "The path cannot have come so from a "
            + session.role().label()
            + ", as far as the ASes in it attest their providers.");
  }

  /** A network that buys no transit is nobody's customer, so it cannot stand behind a peer. */
  private @Nullable PathLeak peerlock(Session session, CollapsedPath path) {
    Set<Long> locked = topology.transitFree();
    if (locked.isEmpty() || !session.sendsCustomersOnly()) {
      return null;
    }
    for (int i = 1; i < path.length(); i++) {
      long hop = path.hop(i);
      if (hop != CollapsedPath.SET && locked.contains(hop) && !isOwn(session, hop)) {
        // Who stands left of it brought it, unless somebody is known to have turned it upwards.
        Valley valley = Valley.first(path, topology.relationships());
        long left = valley == null ? path.hop(i - 1) : valley.leaker();
        return new PathLeak(
            "peerlock",
            left == CollapsedPath.SET ? neighbour(session, path) : left,
            valley == null ? type(session, path) : Integer.valueOf(valley.type()),
            Kind.LEAK_PATH.severity(),
            Evidence.failed(
                "peerlock",
                "no transit-free AS behind a " + session.role().label(),
                "AS" + hop,
                Weights.LEAK_RULE),
            "AS" + hop + " buys no transit, so no " + session.role().label() + " may bring it.");
      }
    }
    return null;
  }

  /** The neighbour puts its own AS first, unless it is a route server (RFC 7947). */
  private static @Nullable PathLeak firstAs(Session session, CollapsedPath path) {
    Partner partner = session.partner();
    boolean known = session.isPni() && partner != null && !partner.asns().isEmpty();
    if (!known || session.role() == Role.ROUTE_SERVER || path.length() == 0) {
      return null;
    }
    long first = path.hop(0);
    if (first != CollapsedPath.SET && isOwn(session, first)) {
      return null;
    }
    String allowed = partner == null ? "" : Wording.asns(partner.asns());
    return new PathLeak(
        "first-as",
        neighbour(session, path),
        null,
        Kind.LEAK_PATH.severity(),
        Evidence.failed("first-as", allowed, text(first), Weights.LEAK_RULE),
        "The first AS of a route is the neighbour's own, and this one is not.");
  }

  /** Provider, customer, provider: the customer hands one large network's routes to another. */
  private @Nullable PathLeak hairpin(CollapsedPath path) {
    Valley valley = Valley.first(path, topology.relationships());
    if (valley == null
        || valley.type() != 1
        || !topology.isLarge(valley.receiver())
        || !topology.isLarge(valley.source())) {
      return null;
    }
    return new PathLeak(
        "relationship",
        valley.leaker(),
        1,
        Severity.MINOR,
        new Evidence(
            "relationship",
            "fail",
            null,
            valley.describe(),
            "two large providers of AS" + valley.leaker(),
            Weights.HAIRPIN),
        "AS" + valley.leaker() + " buys from both neighbours and passes routes between them.");
  }

  private static boolean isOwn(Session session, long asn) {
    Partner partner = session.partner();
    return asn == session.peerAsn() || (partner != null && partner.asns().contains(asn));
  }

  private static long neighbour(Session session, CollapsedPath path) {
    if (session.peerAsn() != 0) {
      return session.peerAsn();
    }
    return path.length() == 0 || path.hop(0) == CollapsedPath.SET ? 0 : path.hop(0);
  }

  /** What RFC 7908 section 3 calls it, if somebody knows what the AS behind the neighbour is. */
  private @Nullable Integer type(Session session, CollapsedPath path) {
    if (path.length() < 2 || !session.sendsCustomersOnly()) {
      return null;
    }
    boolean toPeer = session.role() == Role.PEER;
    return switch (topology.relationships().of(path.hop(1), path.hop(0))) {
      case PROVIDER -> toPeer ? 3 : 1;
      case PEER -> toPeer ? 2 : 4;
      case CUSTOMER, UNKNOWN -> null;
    };
  }

  private static String text(long hop) {
    return hop == CollapsedPath.SET ? "a set" : Long.toString(hop);
  }
}
