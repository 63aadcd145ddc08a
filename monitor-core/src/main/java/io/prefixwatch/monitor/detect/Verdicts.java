package io.prefixwatch.monitor.detect;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is to be said about one route.
 *
 * @param hijack at most one
 * @param leak at most one, none beside a hijack of the kinds that outrank it
 * @param blackholed the route asks for its traffic to be dropped, and may
 */
public record Verdicts(@Nullable Finding hijack, @Nullable Finding leak, boolean blackholed) {

  /** Nothing to say. */
  public static final Verdicts BENIGN = new Verdicts(null, null, false);

  public List<Finding> findings() {
    return Stream.of(hijack, leak).filter(Objects::nonNull).map(Finding.class::cast).toList();
  }

  /** True if the route counts as the registered prefix being there. */
  public boolean allowsHolding() {
    return hijack == null && leak == null && !blackholed;
  }
}
