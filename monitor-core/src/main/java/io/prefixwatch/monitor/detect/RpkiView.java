package io.prefixwatch.monitor.detect;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.capability.Role;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.rpki.AspaPath;
import io.prefixwatch.monitor.rpki.AspaTable;
import io.prefixwatch.monitor.rpki.AspaVerdict;
import io.prefixwatch.monitor.rpki.OriginValidity;
import io.prefixwatch.monitor.rpki.RpkiData;
import io.prefixwatch.monitor.rpki.Vrp;
import io.prefixwatch.monitor.rpki.VrpTable;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the RPKI says of one route; evidence with every verdict. */
public final class RpkiView {

  private static final int MAX_SHOWN = 5;
  private static final String NO_DATA = "no RPKI data is loaded";

  /** Nothing is known of routes that touch no registered prefix: they are never validated. */
  static final RpkiView NONE = new RpkiView(0, RpkiData.NONE);

  private final long ourAsn;
  private final RpkiData data;

  /**
   * A view of this data.
   *
   * @param ourAsn tells sessions within our AS, where paths are not verified
   */
  public RpkiView(long ourAsn, RpkiData data) {
    this.ourAsn = ourAsn;
    this.data = data;
  }

  /** Origin validation (RFC 6811), of whatever session (RFC 8481). */
  public OriginValidity originValidity(HeldRoute route) {
    VrpTable vrps = data.vrps();
    if (vrps == null) {
      return OriginValidity.UNAVAILABLE;
    }
    Long origin = route.origin().asn();
    return vrps.validate(route.prefix(), origin == null ? VrpTable.NO_ORIGIN : origin);
  }

  /** Path verification, by the neighbour's role. */
  public AspaVerdict pathVerdict(HeldRoute route) {
    AspaPath path = path(route);
    if (path == null) {
      return AspaVerdict.UNAVAILABLE;
    }
    return isUpstream(route.session()) ? path.upstream() : path.downstream();
  }

  /** True if attestations contradict a path that is sound; a set or an empty path is no leak. */
  boolean isContradicted(HeldRoute route) {
    AspaPath path = path(route);
    return path != null && path.sound() && pathVerdict(route) == AspaVerdict.INVALID;
  }

  private static boolean isUpstream(Session session) {
    return session.role() != Role.PROVIDER;
  }

  /** The measured path; null where the procedure does not apply. */
  private @Nullable AspaPath path(HeldRoute route) {
    AspaTable aspas = data.aspas();
    Session session = route.session();
    AsPath path = route.attributes().asPath();
    if (aspas == null || session.peerAsn() == ourAsn || path.isTruncated()) {
      return null;
    }
    boolean anyNeighbour =
        !session.isPni() || session.role() == Role.ROUTE_SERVER || session.peerAsn() == 0;
    return AspaPath.of(path, anyNeighbour ? AspaPath.ANY_NEIGHBOUR : session.peerAsn(), aspas);
  }

  /**
   * What origin validation says.
   *
   * @param weighs whether who the origin is was in question, so that its validity counts
   */
  Evidence originEvidence(HeldRoute route, boolean weighs) {
    OriginValidity validity = originValidity(route);
    if (validity == OriginValidity.UNAVAILABLE) {
      return Evidence.neutral("rov", validity.label(), NO_DATA);
    }
    return new Evidence(
        "rov", validity.label(), null, null, detail(route), weighs ? weight(validity) : 0);
  }

  private static int weight(OriginValidity validity) {
    return switch (validity) {
      case VALID -> Weights.ROV_VALID;
      case INVALID_LENGTH -> Weights.ROV_INVALID_LENGTH;
      case INVALID_ASN, INVALID_AS0, INVALID_BOTH -> Weights.ROV_INVALID;
      case NOT_FOUND, UNAVAILABLE -> 0;
    };
  }

  /** The VRPs that cover the route, and what a loose max length leaves open (RFC 9319). */
  private @Nullable String detail(HeldRoute route) {
    List<Vrp> covering = data.knownVrps().covering(route.prefix());
    if (covering.isEmpty()) {
      return null;
    }
    String shown =
        covering.stream()
            .limit(MAX_SHOWN)
            .map(Vrp::toString)
            .collect(Collectors.joining(", ", covering.size() == 1 ? "VRP " : "VRPs ", ""));
    int more = covering.size() - MAX_SHOWN;
    String all = more > 0 ? shown + " and " + more + " more" : shown;
    return isAllowedByMaxLengthOnly(route, covering)
        ? all + "; valid by max-length only, so a forged origin would be, too (RFC 9319)"
        : all;
  }

  private static boolean isAllowedByMaxLengthOnly(HeldRoute route, List<Vrp> covering) {
    Long origin = route.origin().asn();
    boolean byMaxLength = false;
    for (Vrp vrp : covering) {
      if (origin != null
          && vrp.asn() == origin
          && origin != 0
          && route.prefix().length() <= vrp.maxLength()) {
        if (vrp.prefix().equals(route.prefix())) {
          return false;
        }
        byMaxLength = true;
      }
    }
    return byMaxLength;
  }

  /** What path verification says. */
  Evidence pathEvidence(HeldRoute route) {
    AspaPath path = path(route);
    if (path == null) {
      return Evidence.neutral("aspa", AspaVerdict.UNAVAILABLE.label(), whyNot(route));
    }
    boolean upstream = isUpstream(route.session());
    AspaVerdict verdict = upstream ? path.upstream() : path.downstream();
    String procedure = upstream ? "upstream" : "downstream";
    List<String> contradictions =
        verdict == AspaVerdict.INVALID
            ? path.contradictions(data.knownAspas(), upstream)
            : List.of();
    String detail =
        contradictions.isEmpty()
            ? procedure
            : procedure
                + ": "
                + contradictions.stream().limit(MAX_SHOWN).collect(Collectors.joining(", "));
    return Evidence.neutral("aspa", verdict.label(), detail);
  }

  private String whyNot(HeldRoute route) {
    if (data.aspas() == null) {
      return data.vrps() == null ? NO_DATA : "no source has ASPAs";
    }
    return route.session().peerAsn() == ourAsn
        ? "paths are not verified within an AS"
        : "hops were left out of the path";
  }
}
