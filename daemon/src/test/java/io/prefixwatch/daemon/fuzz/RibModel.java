package io.prefixwatch.daemon.fuzz;

import io.prefixwatch.bgp.attribute.Communities;
import io.prefixwatch.bgp.attribute.ExtendedCommunities;
import io.prefixwatch.bgp.attribute.LargeCommunities;
import io.prefixwatch.bgp.attribute.NextHop;
import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.attribute.UnknownAttribute;
import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.message.UpdateMessage;
import io.prefixwatch.bgp.message.UpdateMessage.Announced;
import io.prefixwatch.bgp.net.Family;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a session holds, kept in maps from decoded messages: slow, and plainly right. */
final class RibModel {

  /** Communities kept of each kind. */
  private static final int MOST = 1_024;

  private final Map<Nlri, PathAttributes> routes = new HashMap<>();
  private final Set<Nlri> stale = new HashSet<>();

  Map<Nlri, PathAttributes> routes() {
    return routes;
  }

  void update(UpdateMessage message) {
    message.withdrawn().forEach(this::withdraw);
    for (Announced route : message.announced()) {
      announce(route.nlri(), kept(message.attributes(), route.nextHop()));
    }
  }

  void announce(Nlri nlri, PathAttributes attributes) {
    routes.put(nlri, attributes);
    stale.remove(nlri);
  }

  void withdraw(Nlri nlri) {
    routes.remove(nlri);
    stale.remove(nlri);
  }

  void down(Set<Family> kept) {
    routes.keySet().removeIf(nlri -> !kept.contains(nlri.prefix().family()));
    stale.clear();
    stale.addAll(routes.keySet());
  }

  void markStale(Family family) {
    routes.keySet().stream().filter(n -> n.prefix().family().equals(family)).forEach(stale::add);
  }

  void dropStale(Set<Family> families) {
    routes.keySet().removeIf(nlri -> isStale(nlri, families));
    stale.removeIf(nlri -> families.contains(nlri.prefix().family()));
  }

  private boolean isStale(Nlri nlri, Set<Family> families) {
    return stale.contains(nlri) && families.contains(nlri.prefix().family());
  }

  void clear(Family family) {
    routes.keySet().removeIf(nlri -> nlri.prefix().family().equals(family));
    stale.removeIf(nlri -> nlri.prefix().family().equals(family));
  }

  /** As they are kept: with the next hop of the route, within the limits, without idle flags. */
  static PathAttributes kept(PathAttributes attributes, @Nullable NextHop nextHop) {
    List<UnknownAttribute> unknown = new ArrayList<>();
    int left = 1_024;
    for (UnknownAttribute whole : attributes.unknown()) {
      int kept = Math.min(Math.min(whole.length(), 256), left);
      left -= kept;
      unknown.add(
          new UnknownAttribute(
              whole.type(), whole.flags() & 0xE0, whole.value().slice(0, kept), whole.length()));
    }
    return with(attributes.withAsPath(attributes.asPath().shortened(64, 960)), nextHop, unknown);
  }

  /** But for one attribute that we do not know. */
  static PathAttributes without(int type, PathAttributes attributes) {
    List<UnknownAttribute> unknown =
        attributes.unknown().stream().filter(u -> u.type() != type).toList();
    return with(attributes, attributes.nextHop(), unknown);
  }

  private static PathAttributes with(
      PathAttributes attributes, @Nullable NextHop nextHop, List<UnknownAttribute> unknown) {
    return new PathAttributes(
        attributes.origin(),
        attributes.asPath(),
        nextHop,
        attributes.med(),
        attributes.localPref(),
        attributes.atomicAggregate(),
        attributes.aggregator(),
        kept(attributes.communities()),
        kept(attributes.extendedCommunities()),
        kept(attributes.largeCommunities()),
        attributes.originatorId(),
        attributes.clusterList(),
        attributes.otc(),
        unknown);
  }

  private static Communities kept(Communities all) {
    return all.size() <= MOST
        ? all
        : Communities.of(IntStream.range(0, MOST).map(all::at).toArray()).markedTruncated();
  }

  private static ExtendedCommunities kept(ExtendedCommunities all) {
    return all.size() <= MOST
        ? all
        : ExtendedCommunities.of(IntStream.range(0, MOST).mapToLong(all::at).toArray())
            .markedTruncated();
  }

  private static LargeCommunities kept(LargeCommunities all) {
    return all.size() <= MOST
        ? all
        : LargeCommunities.of(
                IntStream.range(0, 3 * MOST).map(i -> (int) all.part(i / 3, i % 3)).toArray())
            .markedTruncated();
  }
}
