package io.prefixwatch.monitor.detect;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a route that touches a registered prefix was judged as it was, also where nothing is said
 * against it. Immutable; made only for whoever asks.
 *
 * @param time when it was judged
 * @param trigger what made it be judged
 * @param route as held
 * @param registered the most specific registered prefix that covers it; null for a route that only
 *     covers some
 * @param covers registered prefixes inside the route, in ascending order, the first 100; empty
 *     where one covers it
 * @param coversTotal how many they are
 * @param verdict the kind that stands first, {@code benign}, {@code blackhole}, {@code excepted} or
 *     {@code familiar}
 * @param kinds everything that was found
 * @param rule the line of the configuration that decided
 * @param holds whether the route counts as its registered prefix being there
 * @param summary one line for people
 * @param evidence every check, the deciding one first
 */
public record RouteVerdict(
    Instant time,
    Trigger trigger,
    HeldRoute route,
    @Nullable RegisteredPrefix registered,
    List<Prefix> covers,
    int coversTotal,
    String verdict,
    List<Kind> kinds,
    String rule,
    boolean holds,
    String summary,
    List<Evidence> evidence) {

  /** Nothing is said against the route. */
  public static final String BENIGN = "benign";

  /** The route asks for its traffic to be dropped, and may. */
  public static final String BLACKHOLE = "blackhole";

  /** What would have been said is expected: an exception of the registration applies. */
  public static final String EXCEPTED = "excepted";

  /** The route covers registered prefixes and was there when its session had synced. */
  public static final String FAMILIAR = "familiar";

  public RouteVerdict {
    covers = List.copyOf(covers);
    kinds = List.copyOf(kinds);
    evidence = List.copyOf(evidence);
  }

  /** What made a route be judged; the labels are public. */
  public enum Trigger {
    /** A session announced it. */
    ANNOUNCED("announced"),
    /** What the RPKI says of it changed. */
    RPKI("rpki"),
    /** The configuration changed, or what it allows for a time. */
    CONFIGURATION("configuration");

    private final String label;

    Trigger(String label) {
      this.label = label;
    }

    /** As written in JSON. */
    public String label() {
      return label;
    }
  }
}
