package io.prefixwatch.monitor.detect;

import io.prefixwatch.bgp.attribute.NextHop;
import io.prefixwatch.monitor.registry.Contract;
import io.prefixwatch.monitor.registry.Session;
import java.util.ArrayList;
import java.util.List;

/** Tells which checks of the contract a route passed, or why they were not made. */
final class ContractChecks {

  private final List<Evidence> checks = new ArrayList<>();
  private final boolean outranked;
  private final boolean applies;

  private ContractChecks(boolean outranked, boolean applies) {
    this.outranked = outranked;
    this.applies = applies;
  }

  /** One for each check; those that failed stand in the findings, too, and there with a weight. */
  static List<Evidence> of(JudgedRoute judged, Verdicts verdicts) {
    Contract contract = judged.registered().rules().contract();
    boolean worse = verdicts.hijack() != null || verdicts.leak() != null;
    boolean outranked = worse || verdicts.excused() != null;
    ContractChecks made =
        new ContractChecks(outranked, judged.isExact() && ContractDetector.applies(judged));
    Session session = judged.route().session();
    String path = judged.route().attributes().asPath().toString();
    String communities = String.join(" ", contract.communities());
    made.add("community", !contract.communities().isEmpty(), communities, "all are there");
    made.add(
        "path-length",
        contract.maxPathLength() > 0,
        contract.maxPathLength() + " at most",
        Integer.toString(judged.route().attributes().asPath().length()));
    made.add("private-asn", contract.noPrivateAsn(), "none", path);
    made.add("bogon-asn", contract.noBogonAsn(), "none", path);
    made.add("prepend", contract.noPrepend(), "none", path);
    made.add("as-set", contract.noAsSet(), "none", path);
    String neighbour = session.peerAddress().toString();
    NextHop nextHop = judged.route().attributes().nextHop();
    String hop = nextHop == null ? "none" : nextHop.address().toString();
    made.add("next-hop", contract.nextHopNeighbor(), neighbour, hop);
    return made.checks;
  }

  private void add(String check, boolean asked, String expected, String observed) {
    if (!asked) {
      checks.add(RouteChecks.notAsked(check, "the contract does not ask for it"));
    } else if (outranked) {
      checks.add(Evidence.neutral(check, "not-judged", "a worse verdict stands, or an exception"));
    } else if (!applies) {
      checks.add(RouteChecks.notAsked(check, "no exact route on an interconnect of the partner"));
    } else {
      checks.add(RouteChecks.compared(check, true, expected, observed));
    }
  }
}
