package io.prefixwatch.monitor.incident;

import io.prefixwatch.monitor.detect.Kind;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Folds incidents of one kind and suspect that open together. Owned by the book. */
final class IncidentGroups {

  private record GroupKey(Kind kind, @Nullable Long suspect, @Nullable String cause) {}

  private record Group(String id, Instant startedAt) {}

  private final Map<GroupKey, Group> groups = new HashMap<>();

  /** The group of an incident that opens now: the running one, or one that starts with it. */
  String join(Kind kind, Problem problem, Instant now) {
    GroupKey key = new GroupKey(kind, problem.suspectAsn(), problem.cause());
    Group running = groups.get(key);
    if (running == null || running.startedAt.plus(IncidentSettings.GROUP).isBefore(now)) {
      dropFinished(now);
      String suspect = String.valueOf(problem.suspectAsn());
      String cause = String.valueOf(problem.cause());
      running = new Group("grp-" + ContentId.of(kind.label(), suspect, cause, now.toString()), now);
      groups.put(key, running);
    }
    return running.id;
  }

  private void dropFinished(Instant now) {
    groups.values().removeIf(group -> group.startedAt.plus(IncidentSettings.GROUP).isBefore(now));
  }
}
