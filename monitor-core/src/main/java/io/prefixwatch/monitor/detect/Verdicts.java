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
 * @param contract what the contract of the prefix asks for and the route does not have
 * @param blackholed the route asks for its traffic to be dropped, and may
 * @param excused what would have been said, had the operator not written down that it is expected
 */
public record Verdicts(
    @Nullable Finding hijack,
    @Nullable Finding leak,
    List<Finding> contract,
    boolean blackholed,
    @Nullable Excused excused) {

  /** Nothing to say. */
  public static final Verdicts BENIGN = new Verdicts(null, null, List.of(), false, null);

  /** The route asks for its traffic to be dropped, and may. */
  static final Verdicts BLACKHOLED = new Verdicts(null, null, List.of(), true, null);

  public Verdicts {
    contract = List.copyOf(contract);
  }

  public List<Finding> findings() {
    if (hijack == null && leak == null) {
      return contract;
    }
    Stream<Finding> worse =
        Stream.of(hijack, leak).filter(Objects::nonNull).map(Finding.class::cast);
    return Stream.concat(worse, contract.stream()).toList();
  }

  /** True if the route counts as the registered prefix being there. */
  public boolean allowsHolding() {
    return hijack == null && leak == null && !blackholed;
  }
}
