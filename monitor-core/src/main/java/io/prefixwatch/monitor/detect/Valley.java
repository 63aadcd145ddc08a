package io.prefixwatch.monitor.detect;

import io.prefixwatch.monitor.topology.Relation;
import io.prefixwatch.monitor.topology.Relationships;
import org.jspecify.annotations.Nullable;

/**
 * An AS that passed on to a provider or peer what it had from a provider or peer, as far as a file
 * of relationships is right. Evidence: such files flag 1 to 15 % of honest routes.
 *
 * @param receiver the AS left of the leaker, to whom it went
 * @param leaker who passed it on
 * @param source the AS right of the leaker, from whom it came
 * @param type of RFC 7908, 1 to 4
 */
public record Valley(long receiver, long leaker, long source, int type) {

  /** The valley nearest to the origin, or null; what nobody knows is none. */
  public static @Nullable Valley first(CollapsedPath path, Relationships relationships) {
    if (relationships.isEmpty()) {
      return null;
    }
    for (int i = path.length() - 2; i >= 1; i--) {
      long leaker = path.hop(i);
      Relation source = relationships.of(path.hop(i + 1), leaker);
      Relation receiver = relationships.of(path.hop(i - 1), leaker);
      int type = type(source, receiver);
      if (type > 0) {
        return new Valley(path.hop(i - 1), leaker, path.hop(i + 1), type);
      }
    }
    return null;
  }

  /** 0 for none. */
  private static int type(Relation source, Relation receiver) {
    if (source == Relation.PROVIDER) {
      return receiver == Relation.PROVIDER ? 1 : receiver == Relation.PEER ? 3 : 0;
    }
    if (source == Relation.PEER) {
      return receiver == Relation.PROVIDER ? 4 : receiver == Relation.PEER ? 2 : 0;
    }
    return 0;
  }

  /** What the relationships say of a route, whatever the verdict. */
  static Evidence evidence(HeldRoute route, Relationships relationships) {
    if (relationships.isEmpty()) {
      return Evidence.neutral("relationship", "unavailable", "no relationship data is loaded");
    }
    Valley valley = first(CollapsedPath.of(route.attributes().asPath()), relationships);
    return valley == null
        ? Evidence.neutral("relationship", "no-valley", null)
        : new Evidence(
            "relationship",
            "valley-type-" + valley.type(),
            null,
            valley.describe(),
            "RFC 7908 type " + valley.type() + " at AS" + valley.leaker(),
            Weights.VALLEY);
  }

  /** {@code 701 396531 33154}, as in the path. */
  public String describe() {
    return receiver + " " + leaker + " " + source;
  }
}
