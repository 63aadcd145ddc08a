package io.prefixwatch.daemon.delivery;

import io.prefixwatch.daemon.config.SinkFilter;
import io.prefixwatch.daemon.store.OutboxRecord;
import io.prefixwatch.daemon.store.OutboxRecord.AlertLabels;
import io.prefixwatch.monitor.detect.Kind;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which records a sink gets. Who was told that an incident is open is told the rest of it, whatever
 * the filter or a silence says by then. Owned by the sink's thread.
 */
final class SinkMatch {

  private final SinkFilter filter;
  private final boolean events;
  private final Set<String> told;

  SinkMatch(SinkFilter filter, boolean events, Set<String> told) {
    this.filter = filter;
    this.events = events;
    this.told = new HashSet<>(told);
  }

  /** True if the sink gets it. */
  boolean wants(OutboxRecord record) {
    AlertLabels alert = record.alert();
    if (alert == null) {
      return events;
    }
    return told.contains(alert.incidentId()) || isTest(alert) || accepts(alert);
  }

  /** A test is for every sink. */
  private static boolean isTest(AlertLabels alert) {
    return alert.kind().equals(Kind.TEST_ALERT.label());
  }

  private boolean accepts(AlertLabels alert) {
    return !alert.silenced()
        && accepts(filter.kinds(), alert.kind())
        && accepts(filter.severities(), alert.severity())
        && accepts(filter.customers(), alert.customer())
        && accepts(filter.partners(), alert.partner());
  }

  private static boolean accepts(Set<String> wanted, @Nullable String value) {
    return wanted.isEmpty() || (value != null && wanted.contains(value));
  }

  /** The sink has it. */
  void delivered(OutboxRecord record) {
    AlertLabels alert = record.alert();
    if (alert != null && alert.closes()) {
      told.remove(alert.incidentId());
    } else if (alert != null) {
      told.add(alert.incidentId());
    }
  }

  /** Open incidents that the sink was told of. */
  Set<String> told() {
    return told;
  }
}
