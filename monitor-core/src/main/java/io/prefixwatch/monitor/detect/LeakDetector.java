package io.prefixwatch.monitor.detect;

import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A legitimate route where it must not be. The first that applies is the verdict. */
final class LeakDetector implements Detector {

  @Override
  public @Nullable Finding judge(JudgedRoute judged) {
    Finding throughPartner = wrongPartner(judged);
    return throughPartner != null ? throughPartner : moreSpecific(judged);
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
