package io.prefixwatch.monitor.rib;

import static io.prefixwatch.bgp.update.OctetAccess.u16;
import static io.prefixwatch.bgp.update.OctetAccess.u32;
import static io.prefixwatch.bgp.update.OctetAccess.u8;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.attribute.AttributeType;
import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.capability.Role;
import io.prefixwatch.bgp.update.AttributeTable;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says quickly of most paths that there is nothing to say against them on their session: no OTC
 * that should not be there, no AS that should not, an expected first and last AS. What it suspects
 * is judged by the engine. Immutable; allocates nothing.
 *
 * @param forbidden ASes that must not stand anywhere, such as our own
 * @param locked ASes that must not stand behind the first, such as those that buy no transit
 * @param first ASes of which the first must be one; empty for any
 * @param origins ASes of which the last must be one; empty for any
 * @param watched ASes that must not stand last
 * @param otc whether an OTC attribute is suspicious: none, any, or any but the neighbour's
 * @param neighbour AS of the peer
 */
record PathScreen(
    AsnSet forbidden,
    AsnSet locked,
    AsnSet first,
    AsnSet origins,
    AsnSet watched,
    Otc otc,
    long neighbour) {

  /** Which OTC attributes are suspicious (RFC 9234 section 5). */
  enum Otc {
    NONE,
    FOREIGN,
    ANY
  }

  /** The screen of a session; null if it lets everything pass. */
  static @Nullable PathScreen of(Registry registry, Session session) {
    Partner partner = session.partner();
    boolean restricted = session.sendsCustomersOnly();
    boolean named = session.isPni() && partner != null;
    AsnSet own = named && partner != null ? partner.asns() : AsnSet.EMPTY;
    AsnSet cone = named && partner != null && partner.cone() != null ? partner.cone() : null;
    PathScreen screen =
        new PathScreen(
            session.isPni() ? AsnSet.of(registry.speaker().asn()) : AsnSet.EMPTY,
            restricted ? locked(registry, session, own) : AsnSet.EMPTY,
            session.role() == Role.ROUTE_SERVER || own.isEmpty()
                ? AsnSet.EMPTY
                : with(own, session),
            cone != null && restricted ? joined(cone, own) : AsnSet.EMPTY,
            registry.settings().watchAsns(),
            session.isFromBelow() ? Otc.ANY : session.role() == Role.PEER ? Otc.FOREIGN : Otc.NONE,
            session.peerAsn());
    return screen.letsEverythingPass() ? null : screen;
  }

  private boolean letsEverythingPass() {
    return forbidden.isEmpty()
        && locked.isEmpty()
        && first.isEmpty()
        && origins.isEmpty()
        && watched.isEmpty()
        && otc == Otc.NONE;
  }

  private static AsnSet locked(Registry registry, Session session, AsnSet own) {
    Set<Long> locked = new HashSet<>(registry.topology().transitFree());
    locked.removeAll(own.toList());
    locked.remove(session.peerAsn());
    return AsnSet.of(locked);
  }

  private static AsnSet with(AsnSet own, Session session) {
    return session.peerAsn() == 0 ? own : joined(own, AsnSet.of(session.peerAsn()));
  }

  private static AsnSet joined(AsnSet one, AsnSet other) {
    Set<Long> all = new HashSet<>(one.toList());
    all.addAll(other.toList());
    return AsnSet.of(all);
  }

  /** True if the engine should look at routes with these attributes. */
  boolean suspects(AttributeTable attributes, boolean as4) {
    if (attributes.has(AttributeType.OTC)
        && isSuspiciousOtc(u32(attributes.buffer(), attributes.valueAt(AttributeType.OTC)))) {
      return true;
    }
    return suspectsPath(attributes, AttributeType.AS_PATH, as4 ? 4 : 2)
        || (!as4 && suspectsPath(attributes, AttributeType.AS4_PATH, 4));
  }

  /** The same of attributes that were decoded. */
  boolean suspects(PathAttributes attributes) {
    Long value = attributes.otc();
    if (value != null && isSuspiciousOtc(value)) {
      return true;
    }
    AsPath path = attributes.asPath();
    for (int i = 0; i < path.hopCount(); i++) {
      if (isSuspicious(path.hop(i), i == 0)) {
        return true;
      }
    }
    return !path.isEmpty() && isSuspiciousOrigin(path.hop(path.hopCount() - 1));
  }

  private boolean isSuspiciousOtc(long value) {
    return otc == Otc.ANY || (otc == Otc.FOREIGN && neighbour != 0 && value != neighbour);
  }

  private boolean suspectsPath(AttributeTable attributes, int type, int width) {
    if (!attributes.has(type)) {
      return false;
    }
    byte[] octets = attributes.buffer();
    int at = attributes.valueAt(type);
    int end = at + attributes.length(type);
    long last = -1;
    boolean isFirst = type == AttributeType.AS_PATH;
    while (at + 2 <= end) {
      int hops = u8(octets, at + 1);
      at += 2;
      for (int i = 0; i < hops && at + width <= end; i++) {
        last = width == 4 ? u32(octets, at) : u16(octets, at);
        at += width;
        if (isSuspicious(last, isFirst)) {
          return true;
        }
        isFirst = false;
      }
    }
    return last >= 0 && isSuspiciousOrigin(last);
  }

  private boolean isSuspicious(long hop, boolean isFirst) {
    if (isFirst && !first.isEmpty() && !first.contains(hop)) {
      return true;
    }
    return forbidden.contains(hop) || locked.contains(hop);
  }

  private boolean isSuspiciousOrigin(long hop) {
    return watched.contains(hop) || (!origins.isEmpty() && !origins.contains(hop));
  }
}
