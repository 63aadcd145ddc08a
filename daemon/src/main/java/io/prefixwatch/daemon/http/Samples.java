package io.prefixwatch.daemon.http;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.LinkedHashMap;
import java.util.Map;

/** The samples of one page, gathered by metric. Used by one thread. */
final class Samples {

  private static final String PREFIX = "prefixwatch_";

  private final Map<String, GaugeSnapshot.Builder> gauges = new LinkedHashMap<>();
  private final Map<String, CounterSnapshot.Builder> counters = new LinkedHashMap<>();

  /**
   * A value that goes up and down.
   *
   * @param name without the common prefix
   * @param labels name and value by turns
   */
  void gauge(String name, String help, double value, String... labels) {
    gauges
        .computeIfAbsent(name, key -> GaugeSnapshot.builder().name(PREFIX + key).help(help))
        .dataPoint(GaugeDataPointSnapshot.builder().value(value).labels(Labels.of(labels)).build());
  }

  /**
   * A count that only grows.
   *
   * @param name without the common prefix and without {@code _total}
   * @param labels name and value by turns
   */
  void counter(String name, String help, long value, String... labels) {
    counters
        .computeIfAbsent(name, key -> CounterSnapshot.builder().name(PREFIX + key).help(help))
        .dataPoint(
            CounterDataPointSnapshot.builder()
                .value((double) value)
                .labels(Labels.of(labels))
                .build());
  }

  /** All of them, ordered by name. */
  MetricSnapshots snapshots() {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    gauges.values().forEach(gauge -> all.metricSnapshot(gauge.build()));
    counters.values().forEach(counter -> all.metricSnapshot(counter.build()));
    return all.build();
  }
}
