package io.prefixwatch.daemon.config.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers the problems of one load. Keeps a bounded number of each severity and counts the rest: a
 * table with a million bad rows must not fill the memory with complaints.
 *
 * <p>Owned by the thread that loads.
 */
public final class Problems {

  /** How many of each severity are kept. */
  static final int KEPT = 10_000;

  private final boolean strict;
  private final Set<Problem> errors = new LinkedHashSet<>();
  private final Set<Problem> warnings = new LinkedHashSet<>();
  private final Map<String, Integer> fileOrder = new HashMap<>();
  private long errorCount;
  private long warningCount;

  /**
   * An empty collection.
   *
   * @param strict whether a key that has no effect yet is an error
   */
  public Problems(boolean strict) {
    this.strict = strict;
  }

  /** Fixes the file's place in {@link #sorted()}: the order of opening. */
  public void opened(String file) {
    fileOrder.putIfAbsent(file, fileOrder.size());
  }

  /** Something that keeps the configuration from being used. */
  public void error(Position position, String message, String hint) {
    opened(position.file());
    if (keep(errors, new Problem(position, Severity.ERROR, message, hint))) {
      errorCount++;
    }
  }

  /** Something an operator wants to know. */
  public void warning(Position position, String message, String hint) {
    opened(position.file());
    if (keep(warnings, new Problem(position, Severity.WARNING, message, hint))) {
      warningCount++;
    }
  }

  /** False if the very same is known: what stands behind an alias is read more than once. */
  private static boolean keep(Set<Problem> kept, Problem problem) {
    return kept.size() >= KEPT || kept.add(problem);
  }

  /** Something that is known but has no effect yet: a warning, an error if strict. */
  public void notBuilt(Position position, String what) {
    String message = what + " is not built yet and has no effect";
    if (strict) {
      error(position, message, "remove it, or leave out --strict");
    } else {
      warning(position, message, "");
    }
  }

  public boolean hasErrors() {
    return errorCount > 0;
  }

  /** All errors, also those not kept. */
  public long errorCount() {
    return errorCount;
  }

  /** All warnings, also those not kept. */
  public long warningCount() {
    return warningCount;
  }

  /** The kept problems by file in the order of opening, then by position. */
  public List<Problem> sorted() {
    List<Problem> all = new ArrayList<>(errors);
    all.addAll(warnings);
    all.sort(
        Comparator.comparing((Problem problem) -> fileOrder.get(problem.position().file()))
            .thenComparing(problem -> problem.position().line())
            .thenComparing(problem -> problem.position().column())
            .thenComparing(Problem::severity, Comparator.reverseOrder()));
    return all;
  }
}
