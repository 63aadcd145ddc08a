package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.config.problem.Quoted;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what stands twice, and what lies inside another customer's prefix: one pass over the sorted
 * prefixes, where a cover stands before its insides.
 */
final class PrefixOverlaps {

  /** Warnings of one kind that still help. */
  private static final int MOST_WARNINGS = 20;

  private final List<String> files;
  private final Problems problems;
  private final Set<Customers> told = new HashSet<>();
  private int untold;
  private @Nullable EnteredPrefix firstUntold;

  /** Whose prefix holds whose. */
  private record Customers(String outer, String inner) {}

  PrefixOverlaps(List<String> files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  void check(List<EnteredPrefix> sorted) {
    Deque<EnteredPrefix> covers = new ArrayDeque<>();
    for (EnteredPrefix entered : sorted) {
      while (!covers.isEmpty() && !covers(covers.element(), entered)) {
        covers.pop();
      }
      EnteredPrefix cover = covers.peek();
      if (cover == null) {
        covers.push(entered);
      } else if (cover.registered().prefix().equals(entered.registered().prefix())) {
        reportTwice(cover, entered);
      } else {
        reportNested(cover, entered);
        covers.push(entered);
      }
    }
    if (firstUntold != null) {
      problems.warning(
          place(firstUntold),
          "and " + untold + " more prefixes inside another customer's prefix, from here on",
          "");
    }
  }

  private static boolean covers(EnteredPrefix outer, EnteredPrefix inner) {
    return outer.registered().prefix().covers(inner.registered().prefix());
  }

  private void reportTwice(EnteredPrefix first, EnteredPrefix second) {
    problems.error(
        place(second),
        second.registered().prefix() + " is registered twice; first at " + place(first),
        "remove one of them");
  }

  private void reportNested(EnteredPrefix outer, EnteredPrefix inner) {
    RegisteredPrefix within = outer.registered();
    String outerCustomer = within.registration().customer();
    String innerCustomer = inner.registered().registration().customer();
    if (outerCustomer.equals(innerCustomer)) {
      return;
    }
    Customers pair = new Customers(outerCustomer, innerCustomer);
    if (told.contains(pair)) {
      return;
    }
    if (told.size() == MOST_WARNINGS) {
      firstUntold = untold++ == 0 ? inner : firstUntold;
      return;
    }
    told.add(pair);
    problems.warning(
        place(inner),
        inner.registered().prefix()
            + " of "
            + Quoted.of(innerCustomer)
            + " lies inside "
            + within.prefix()
            + " of "
            + Quoted.of(outerCustomer)
            + " at "
            + place(outer),
        "legal; the longer one judges what is inside it");
  }

  private Position place(EnteredPrefix entered) {
    return new Position(files.get(entered.file()), entered.line(), entered.column());
  }
}
