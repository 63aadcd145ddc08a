package io.prefixwatch.monitor.detect;

import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.topology.LearnedLinks;
import io.prefixwatch.monitor.topology.Relation;
import io.prefixwatch.monitor.topology.Relationships;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a path goes over a link that this installation has not known for long. Evidence only:
 * networks meet new neighbours every day, so it decides nothing.
 */
public final class NewLinks {

  private static final String CHECK = "new-link";

  private final LearnedLinks links;
  private final Relationships relationships;
  private final Duration learning;

  /**
   * Evidence from what has been learned so far.
   *
   * @param learning how long a link has to be known, and how long we have to have learned before a
   *     new one counts
   */
  public NewLinks(LearnedLinks links, Relationships relationships, Duration learning) {
    this.links = links;
    this.relationships = relationships;
    this.learning = learning;
  }

  /**
   * What the links of a route say for or against it; the one nearest to the origin stands first.
   */
  Evidence evidence(HeldRoute route, RegisteredPrefix registered) {
    CollapsedPath path = CollapsedPath.of(route.attributes().asPath());
    for (int right = path.length() - 1; right > 0; right--) {
      long left = path.hop(right - 1);
      long far = path.hop(right);
      boolean ordered = left != CollapsedPath.SET && far != CollapsedPath.SET;
      if (ordered && !isVouchedFor(left, far, registered)) {
        Instant first = links.firstSeen(left, far);
        if (isNew(first, route.since())) {
          return found(left + "-" + far, first, route.since());
        }
      }
    }
    return Evidence.neutral(CHECK, "known", null);
  }

  /** The registration declares the pair, or a file of relationships lists it. */
  private boolean isVouchedFor(long left, long far, RegisteredPrefix registered) {
    boolean declared =
        registered.upstreams() != null
            && registered.upstreams().contains(left)
            && registered.origins().contains(far);
    return declared || relationships.of(left, far) != Relation.UNKNOWN;
  }

  /** A link is known by what came before the route, never by the route itself. */
  private boolean isNew(@Nullable Instant first, Instant since) {
    return first == null
        || first.getEpochSecond() >= since.getEpochSecond()
        || first.plus(learning).isAfter(since);
  }

  private Evidence found(String link, @Nullable Instant first, Instant since) {
    Instant started = links.started();
    if (first == null) {
      return new Evidence(CHECK, "unavailable", null, link, "not learned", 0);
    }
    if (started == null || started.plus(learning).isAfter(since)) {
      return new Evidence(CHECK, "learning", null, link, "we have not learned for long enough", 0);
    }
    return new Evidence(CHECK, "new", null, link, "first seen at " + first, Weights.NEW_LINK);
  }
}
