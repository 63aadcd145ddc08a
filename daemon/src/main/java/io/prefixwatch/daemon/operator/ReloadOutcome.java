package io.prefixwatch.daemon.operator;

import io.prefixwatch.daemon.config.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a reload.
 *
 * @param reason why it was refused and the old configuration stays; null if it was taken
 * @param generation of the configuration in force; 0 if it was refused
 * @param changes lines as {@code diff} writes them; at most {@link #MOST_CHANGES}
 * @param changesTotal all of them
 * @param problems errors and warnings by file and position
 */
public record ReloadOutcome(
    @Nullable String reason,
    long generation,
    List<String> changes,
    int changesTotal,
    List<Problem> problems) {

  /** More lines than anybody reads. */
  public static final int MOST_CHANGES = 1_000;

  public ReloadOutcome {
    changes = List.copyOf(changes);
    problems = List.copyOf(problems);
  }

  static ReloadOutcome taken(long generation, List<String> changes, List<Problem> problems) {
    int shown = Math.min(changes.size(), MOST_CHANGES);
    return new ReloadOutcome(null, generation, changes.subList(0, shown), changes.size(), problems);
  }

  static ReloadOutcome refused(String reason, List<Problem> problems) {
    return new ReloadOutcome(reason, 0, List.of(), 0, problems);
  }
}
