package io.prefixwatch.monitor.coverage;

import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.registry.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a registered prefix stands on one expected session. Immutable.
 *
 * @param says whether the session holds it
 * @param route its route for exactly the prefix there, whether or not it counts; null for none
 * @param findings what is said against that route: of a route that counts, what of the contract it
 *     breaks
 */
public record SessionStanding(
    Session session, Says says, @Nullable HeldRoute route, List<Kind> findings) {

  /** What a session says of a prefix; the labels are public. */
  public enum Says {
    HOLDS("holds"),
    ABSENT("absent"),
    /** It is syncing, stale, refreshing or limited, and cannot tell. */
    UNKNOWN("unknown");

    private final String label;

    Says(String label) {
      this.label = label;
    }

    /** As written in JSON. */
    public String label() {
      return label;
    }
  }

  public SessionStanding {
    findings = List.copyOf(findings);
  }
}
