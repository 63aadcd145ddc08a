package io.prefixwatch.monitor.detect;

import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Session;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How findings speak to people. */
final class Wording {

  private Wording() {}

  /** Which line of the configuration decided: {@code contoso-london 203.0.113.0/24 origins}. */
  static String rule(RegisteredPrefix registered, String key) {
    return registered.registration().id() + " " + registered.prefix() + " " + key;
  }

  /** {@code 64501 64502}. */
  static String asns(AsnSet asns) {
    return asns.toList().stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  /** {@code AS64501 or AS64502}. */
  static String asnList(AsnSet asns) {
    return asns.toList().stream().map(asn -> "AS" + asn).collect(Collectors.joining(" or "));
  }

  /** {@code via acme at lon1}, or the session where there is no partner. */
  static String via(HeldRoute route) {
    Session session = route.session();
    Partner partner = session.partner();
    String through = partner == null ? " on " + session.id() : " via " + partner.id();
    return session.site() == null ? through : through + " at " + session.site().id();
  }

  /** What was seen, as the last sentence of an explanation. */
  static String saw(JudgedRoute judged) {
    HeldRoute route = judged.route();
    String path = route.attributes().asPath().toString();
    return "Session "
        + route.session().id()
        + " received "
        + route.prefix()
        + " with path ["
        + path
        + "] at "
        + route.since()
        + ".";
  }

  /** The AS that a session's routes come from, null if it is not known. */
  static @Nullable Long neighbour(Session session) {
    return session.peerAsn() == 0 ? null : session.peerAsn();
  }
}
