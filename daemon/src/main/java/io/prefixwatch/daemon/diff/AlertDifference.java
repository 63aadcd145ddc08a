package io.prefixwatch.daemon.diff;

import io.prefixwatch.monitor.incident.Alert;
import io.prefixwatch.monitor.incident.AlertAction;
import io.prefixwatch.monitor.incident.CloseReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The alerts that one configuration gives on a recording, to be compared with another's. */
public final class AlertDifference {

  /** One problem, by its key that is the same for ever. */
  private record Outcome(Alert opened, int times, @Nullable CloseReason closed) {

    String end() {
      return closed == null ? "still open" : closed.label();
    }

    String severity() {
      return opened.problem().severity().label();
    }
  }

  private final Map<String, Outcome> outcomes = new LinkedHashMap<>();

  /** Takes an alert, in order. */
  public void take(Alert alert) {
    Outcome known = outcomes.get(alert.dedupKey());
    if (known == null) {
      outcomes.put(alert.dedupKey(), new Outcome(alert, 1, alert.closeReason()));
    } else {
      int times = known.times() + (alert.action() == AlertAction.OPEN ? 1 : 0);
      outcomes.put(alert.dedupKey(), new Outcome(known.opened(), times, alert.closeReason()));
    }
  }

  /**
   * What a change to another configuration gains, loses and changes, a line each.
   *
   * @param after what the other one gave on the same recordings
   */
  public List<String> to(AlertDifference after) {
    List<String> lines = new ArrayList<>();
    after.outcomes.forEach(
        (key, outcome) -> {
          Outcome before = outcomes.get(key);
          if (before == null) {
            lines.add("+ alert " + describe(outcome));
          } else {
            changed(before, outcome, lines);
          }
        });
    outcomes.forEach(
        (key, outcome) -> {
          if (!after.outcomes.containsKey(key)) {
            lines.add("- alert " + describe(outcome));
          }
        });
    return lines;
  }

  private static void changed(Outcome before, Outcome after, List<String> lines) {
    List<String> changes = new ArrayList<>();
    say(changes, "severity", before.severity(), after.severity());
    say(changes, "confidence", before.opened().confidence(), after.opened().confidence());
    say(changes, "opened", before.opened().openedAt(), after.opened().openedAt());
    say(changes, "times", before.times(), after.times());
    say(changes, "end", before.end(), after.end());
    if (!changes.isEmpty()) {
      lines.add("~ alert " + describe(after) + "; " + String.join(", ", changes));
    }
  }

  private static void say(List<String> changes, String what, Object before, Object after) {
    if (!before.equals(after)) {
      changes.add(what + " " + before + " -> " + after);
    }
  }

  private static String describe(Outcome outcome) {
    Alert alert = outcome.opened();
    return alert.time()
        + " "
        + alert.kind().label()
        + " ["
        + outcome.severity()
        + "] "
        + alert.problem().summary();
  }
}
