package io.prefixwatch.monitor.incident;

import io.prefixwatch.monitor.detect.Kind;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Folds incidents of one kind and suspect that open together. Owned by the book. */
final class IncidentGroups {

  private record GroupKey(Kind kind, String suspect, String cause) implements Comparable<GroupKey> {

    @Override
    public int compareTo(GroupKey other) {
      int byKind = kind.compareTo(other.kind);
      if (byKind != 0) {
        return byKind;
      }
      int bySuspect = suspect.compareTo(other.suspect);
      return bySuspect != 0 ? bySuspect : cause.compareTo(other.cause);
    }
  }

  private record Group(String id, Instant startedAt) {}

  /** In the order of their start, so that those that are over stand first. */
  private final Map<GroupKey, Group> groups = new LinkedHashMap<>();

  /** The group of an incident that opens now: the running one, or one that starts with it. */
  String join(Kind kind, Problem problem, Instant now) {
    String suspect = String.valueOf(problem.suspectAsn());
    String cause = String.valueOf(problem.cause());
    GroupKey key = new GroupKey(kind, suspect, cause);
    Group running = groups.get(key);
    if (running == null || running.startedAt.plus(IncidentSettings.GROUP).isBefore(now)) {
      dropFinished(now);
      running = new Group("grp-" + ContentId.of(kind.label(), suspect, cause, now.toString()), now);
      groups.remove(key);
      groups.put(key, running);
    }
    return running.id;
  }

  /** Forgets the groups that nothing can join any more. */
  void dropFinished(Instant now) {
    Iterator<Group> oldest = groups.values().iterator();
    while (oldest.hasNext() && oldest.next().startedAt.plus(IncidentSettings.GROUP).isBefore(now)) {
      oldest.remove();
    }
  }
}
