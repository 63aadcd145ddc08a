package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.coverage.RegistrationState;
import io.prefixwatch.monitor.coverage.Standing;
import io.prefixwatch.monitor.coverage.StateReason;
import io.prefixwatch.monitor.event.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells of changed states: one event for all prefixes of a registration that went the same way at
 * the same moment, so that the loss of a session with a million prefixes is no storm. Owned by the
 * engine.
 */
final class StandingEvents {

  private static final int MAX_NAMED = 100;
  private static final int MAX_REASONS = 10;

  private record Change(String registration, RegistrationState before, RegistrationState after) {}

  /** The prefixes that changed alike. */
  private static final class Group {
    private final List<String> prefixes = new ArrayList<>();
    private final Set<String> reasons = new LinkedHashSet<>();
    private final Prefix first;
    private int total;

    Group(Prefix first) {
      this.first = first;
    }
  }

  private final EventLog log;
  private final Map<Change, Group> groups = new LinkedHashMap<>();

  StandingEvents(EventLog log) {
    this.log = log;
  }

  /** Remembers a change until the {@link #flush}. */
  void changed(RegistrationState before, Standing now) {
    Prefix prefix = now.registered().prefix();
    String registration = now.registered().registration().id();
    Group group =
        groups.computeIfAbsent(
            new Change(registration, before, now.state()), unused -> new Group(prefix));
    group.total++;
    if (group.prefixes.size() < MAX_NAMED) {
      group.prefixes.add(prefix.toString());
    }
    for (StateReason reason : now.reasons()) {
      if (group.reasons.size() < MAX_REASONS) {
        group.reasons.add(reason.toString());
      }
    }
  }

  /** Tells what was remembered. */
  void flush(Instant now) {
    groups.forEach((change, group) -> tell(change, group, now));
    groups.clear();
  }

  private void tell(Change change, Group group, Instant now) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("old_state", change.before().label());
    details.put("new_state", change.after().label());
    details.put("reasons", List.copyOf(group.reasons));
    details.put("prefixes", group.prefixes);
    details.put("prefixes_total", group.total);
    boolean single = group.total == 1;
    String what = single ? group.first.toString() : group.total + " prefixes";
    boolean good = change.after() == RegistrationState.VERIFIED;
    log.write(
        now,
        good ? EventType.REGISTRATION_VERIFIED : EventType.REGISTRATION_STATE_CHANGED,
        what
            + " of registration "
            + change.registration()
            + (single ? " is " : " are ")
            + change.after().label()
            + (single ? ", was " : ", were ")
            + change.before().label(),
        null,
        change.registration(),
        single ? group.first : null,
        details);
  }
}
