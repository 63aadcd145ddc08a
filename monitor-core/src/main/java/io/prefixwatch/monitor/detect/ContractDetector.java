package io.prefixwatch.monitor.detect;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.attribute.NextHop;
import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.monitor.registry.Contract;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.topology.ReservedAsns;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What a registered prefix must satisfy on each PNI session of its partner: each check that fails
 * is a finding of its own. A pure function of the route.
 */
final class ContractDetector {

  /** The checks that fail; none where the contract does not apply. */
  List<Finding> judge(JudgedRoute judged) {
    Contract contract = judged.registered().rules().contract();
    if (contract.equals(Contract.NONE) || !judged.isExact() || !applies(judged)) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    community(judged, contract, findings);
    path(judged, contract, findings);
    nextHop(judged, contract, findings);
    return findings;
  }

  /** Whether the session is held to the contract. */
  static boolean applies(JudgedRoute judged) {
    Session session = judged.route().session();
    Partner registered = judged.registered().registration().partner();
    boolean itsPartner = registered == null || session.belongsTo(registered);
    return session.isPni() && session.partner() != null && itsPartner;
  }

  private static void community(JudgedRoute judged, Contract contract, List<Finding> findings) {
    PathAttributes attributes = judged.route().attributes();
    List<String> missing =
        contract.communities().stream()
            .filter(wanted -> !RouteCommunities.has(attributes, wanted))
            .toList();
    if (!missing.isEmpty()) {
      String names = String.join(" ", missing);
      findings.add(
          finding(
              judged,
              Kind.CONTRACT_COMMUNITY,
              "communities",
              Evidence.failed("community", names, "missing", Weights.DECLARED),
              "without community " + names));
    }
  }

  private static void path(JudgedRoute judged, Contract contract, List<Finding> findings) {
    AsPath path = judged.route().attributes().asPath();
    if (contract.maxPathLength() > 0 && path.length() > contract.maxPathLength()) {
      String length = Integer.toString(path.length());
      String most = contract.maxPathLength() + " at most";
      Evidence evidence = Evidence.failed("path-length", most, length, Weights.DECLARED);
      String what = "with a path of " + length + " hops";
      findings.add(finding(judged, Kind.CONTRACT_PATH_LENGTH, "max-path-length", evidence, what));
    }
    if (contract.noPrivateAsn()) {
      asns(judged, Kind.CONTRACT_PRIVATE_ASN, "private-asn", ReservedAsns::isPrivate, findings);
    }
    if (contract.noBogonAsn()) {
      asns(judged, Kind.CONTRACT_BOGON_ASN, "bogon-asn", ReservedAsns::isBogon, findings);
    }
    Long repeated = contract.noPrepend() ? repeated(path) : null;
    if (repeated != null) {
      Evidence evidence = Evidence.failed("prepend", "none", "AS" + repeated, Weights.DECLARED);
      findings.add(
          finding(
              judged,
              Kind.CONTRACT_PREPEND,
              "allow-prepend",
              evidence,
              "prepended by AS" + repeated));
    }
    if (contract.noAsSet() && path.hasSet()) {
      Evidence evidence = Evidence.failed("as-set", "none", path.toString(), Weights.DECLARED);
      findings.add(
          finding(
              judged, Kind.CONTRACT_AS_SET, "allow-as-set", evidence, "with a set in its path"));
    }
  }

  private static void asns(
      JudgedRoute judged,
      Kind kind,
      String check,
      LongPredicate forbidden,
      List<Finding> findings) {
    AsPath path = judged.route().attributes().asPath();
    for (int i = 0; i < path.hopCount(); i++) {
      if (forbidden.test(path.hop(i))) {
        Evidence evidence = Evidence.failed(check, "none", "AS" + path.hop(i), Weights.DECLARED);
        String what = "with AS" + path.hop(i) + " in its path";
        findings.add(finding(judged, kind, "allow-" + check, evidence, what));
        return;
      }
    }
  }

  private static @Nullable Long repeated(AsPath path) {
    return LongStream.range(1, path.hopCount())
        .filter(i -> path.hop((int) i) == path.hop((int) i - 1))
        .mapToObj(i -> path.hop((int) i))
        .findFirst()
        .orElse(null);
  }

  /** A next hop of another family than the session's cannot be the neighbour's address there. */
  private static void nextHop(JudgedRoute judged, Contract contract, List<Finding> findings) {
    NextHop nextHop = judged.route().attributes().nextHop();
    Address neighbour = judged.route().session().peerAddress();
    if (!contract.nextHopNeighbor() || nextHop == null) {
      return;
    }
    boolean comparable = nextHop.address().ipv6() == neighbour.ipv6();
    boolean same =
        nextHop.address().equals(neighbour) || Objects.equals(nextHop.linkLocal(), neighbour);
    if (comparable && !same) {
      findings.add(
          finding(
              judged,
              Kind.CONTRACT_NEXT_HOP,
              "next-hop",
              Evidence.failed(
                  "next-hop", neighbour.toString(), nextHop.address().toString(), Weights.DECLARED),
              "with next hop " + nextHop.address()));
    }
  }

  private static Finding finding(
      JudgedRoute judged, Kind kind, String key, Evidence evidence, String what) {
    Session session = judged.route().session();
    return new Finding(
        kind,
        judged.registered(),
        session.id(),
        null,
        Wording.rule(judged.registered(), "contract " + key),
        List.of(evidence),
        judged.place() + " is announced " + what + " on " + session.id(),
        "The contract of the prefix asks for something else. " + Wording.saw(judged));
  }
}
