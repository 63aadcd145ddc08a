package io.prefixwatch.monitor.detect;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.attribute.SegmentType;
import io.prefixwatch.bgp.net.Asn;
import io.prefixwatch.monitor.registry.AsnSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a path and the AS left of it, after confederation segments are dropped and repeats
 * collapsed.
 *
 * @param members the origin; several where the path ends in an AS_SET; ascending
 * @param set whether the path ends in an AS_SET
 * @param left the AS left of the origin; null if there is none, or if it is hidden in an AS_SET
 */
public record RouteOrigin(List<Long> members, boolean set, @Nullable Long left) {

  /**
   * Reads a path.
   *
   * @param neighbour the session's peer: the origin of an empty path
   */
  public static RouteOrigin of(AsPath path, long neighbour) {
    AsPath external = path.withoutConfederation();
    if (external.isEmpty()) {
      return new RouteOrigin(List.of(neighbour), false, null);
    }
    int last = external.segmentCount() - 1;
    if (external.segmentType(last) == SegmentType.AS_SET) {
      Set<Long> members = new TreeSet<>();
      for (int i = external.segmentStart(last); i < external.segmentEnd(last); i++) {
        members.add(external.hop(i));
      }
      return new RouteOrigin(new ArrayList<>(members), true, leftOf(external, last - 1, members));
    }
    long origin = external.hop(external.hopCount() - 1);
    return new RouteOrigin(List.of(origin), false, leftOf(external, last, Set.of(origin)));
  }

  /** The last hop of a sequence that is none of the origins; null if there is none. */
  private static @Nullable Long leftOf(AsPath path, int segment, Set<Long> origins) {
    if (segment < 0 || path.segmentType(segment) != SegmentType.AS_SEQUENCE) {
      return null;
    }
    for (int i = path.segmentEnd(segment) - 1; i >= path.segmentStart(segment); i--) {
      if (!origins.contains(path.hop(i))) {
        return path.hop(i);
      }
    }
    return null;
  }

  /** The single origin, or null where the path ends in an AS_SET. */
  public @Nullable Long asn() {
    return set ? null : members.get(0);
  }

  /**
   * True if nobody can tell: what is not allowed is only AS_TRANS, which an old speaker put in the
   * place of a number it could not carry (RFC 6793).
   */
  public boolean isUnknown(AsnSet allowed) {
    return members.contains((long) Asn.TRANS) && foreign(allowed).findAny().isEmpty();
  }

  private Stream<Long> foreign(AsnSet allowed) {
    return members.stream().filter(asn -> asn != Asn.TRANS && !allowed.contains(asn));
  }

  /** True if every possible origin is allowed. */
  public boolean isAllowed(AsnSet allowed) {
    return members.stream().allMatch(allowed::contains);
  }

  /** The origin, or of a set the smallest that is not allowed (the smallest if all are). */
  public long suspect(AsnSet allowed) {
    return foreign(allowed).findFirst().orElse(members.get(0));
  }

  /** {@code 64500}, or {@code {64500,64501}}. */
  String text() {
    return set
        ? members.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"))
        : Long.toString(members.get(0));
  }

  /** {@code AS64500}, or {@code AS_SET {64500,64501}}. */
  public String describe() {
    return (set ? "AS_SET " : "AS") + text();
  }
}
