package io.prefixwatch.daemon.delivery;

import io.prefixwatch.daemon.store.OutboxRecord.AlertLabels;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Alerts made since the start, and the incidents that they left open. Written by the engine thread,
 * read by any.
 */
public final class AlertCounts {

  /** What is counted apart. */
  public record Label(String kind, String severity) {}

  private final Map<Label, Long> records = new ConcurrentHashMap<>();
  private final AtomicLong silenced = new AtomicLong();
  private final Map<String, Label> open = new ConcurrentHashMap<>();

  void count(AlertLabels alert) {
    Label label = new Label(alert.kind(), alert.severity());
    records.merge(label, 1L, Long::sum);
    silenced.addAndGet(alert.silenced() ? 1 : 0);
    if (alert.closes()) {
      open.remove(alert.incidentId());
    } else {
      open.put(alert.incidentId(), label);
    }
  }

  /** Records of alerts that a silence hid from sinks that were not told before. */
  public long silenced() {
    return silenced.get();
  }

  /** True if the incident is open or unobserved. */
  public boolean isOpen(String incidentId) {
    return open.containsKey(incidentId);
  }

  /** Records of alerts. */
  public Map<Label, Long> records() {
    return Map.copyOf(records);
  }

  /** Incidents that are open or unobserved. */
  public Map<Label, Long> open() {
    Map<Label, Long> counted = new HashMap<>();
    open.values().forEach(label -> counted.merge(label, 1L, Long::sum));
    return counted;
  }
}
