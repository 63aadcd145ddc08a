package io.prefixwatch.monitor.detect;

import io.prefixwatch.monitor.registry.RovRule;
import io.prefixwatch.monitor.rpki.OriginValidity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the contract asks of origin validation. A right origin that is Invalid is the holder's
 * registry problem, never a hijack by its owner; on every session, collectors too.
 */
final class RovContract {

  private final RpkiView rpki;

  RovContract(RpkiView rpki) {
    this.rpki = rpki;
  }

  /** The verdict on a route that nobody stole, or null. */
  @Nullable Finding judge(JudgedRoute judged) {
    RovRule rule = judged.registered().rules().contract().rov();
    if (rule == RovRule.OFF || !judged.isOriginAllowed()) {
      return null;
    }
    OriginValidity validity = rpki.originValidity(judged.route());
    if (validity.isInvalid()) {
      return finding(judged, Kind.CONTRACT_ROV_INVALID, "ROV-" + validity.label());
    }
    return validity == OriginValidity.NOT_FOUND && rule == RovRule.NOT_FOUND
        ? finding(judged, Kind.CONTRACT_ROV_NOT_FOUND, "covered by no VRP")
        : null;
  }

  private Finding finding(JudgedRoute judged, Kind kind, String what) {
    HeldRoute route = judged.route();
    Evidence seen = rpki.originEvidence(route, false);
    Evidence deciding =
        new Evidence("rov", seen.verdict(), "valid", null, seen.detail(), Weights.OBSERVED_STATE);
    return new Finding(
        kind,
        judged.registered(),
        route.session().id(),
        null,
        Wording.rule(judged.registered(), "contract rov"),
        List.of(deciding),
        judged.place()
            + " of its own "
            + judged.origin().describe()
            + " is "
            + what
            + Wording.via(route),
        "The origin is one that the registration allows, so this is nobody's hijack: what the"
            + " holder published in the RPKI does not fit what is announced, and networks that"
            + " validate drop the route. "
            + Wording.saw(judged));
  }
}
