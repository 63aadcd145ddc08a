package io.prefixwatch.daemon.http;

import io.prefixwatch.daemon.delivery.LatencyHistogram;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** The samples of one page, gathered by metric. Used by one thread. */
final class Samples {

  private static final String PREFIX = "prefixwatch_";

  private final Map<String, GaugeSnapshot.Builder> gauges = new LinkedHashMap<>();
  private final Map<String, CounterSnapshot.Builder> counters = new LinkedHashMap<>();
  private final Map<String, SummarySnapshot.Builder> summaries = new LinkedHashMap<>();
  private final List<HistogramSnapshot> histograms = new ArrayList<>();

  /**
   * A value that goes up and down.
   *
   * @param name without the common prefix
   * @param labels name and value by turns
   */
  void gauge(String name, String help, double value, String... labels) {
    wholeGauge(PREFIX + name, help, value, labels);
  }

  /** The same with its whole name. */
  void wholeGauge(String name, String help, double value, String... labels) {
    gauges
        .computeIfAbsent(name, key -> GaugeSnapshot.builder().name(key).help(help))
        .dataPoint(GaugeDataPointSnapshot.builder().value(value).labels(Labels.of(labels)).build());
  }

  /**
   * A count that only grows.
   *
   * @param name without the common prefix and without {@code _total}
   * @param labels name and value by turns
   */
  void counter(String name, String help, long value, String... labels) {
    wholeCounter(PREFIX + name, help, (double) value, labels);
  }

  /** The same with its whole name, but without {@code _total}. */
  void wholeCounter(String name, String help, double value, String... labels) {
    counters
        .computeIfAbsent(name, key -> CounterSnapshot.builder().name(key).help(help))
        .dataPoint(
            CounterDataPointSnapshot.builder().value(value).labels(Labels.of(labels)).build());
  }

  /** How often something happened, and how long it took together; with its whole name. */
  void wholeSummary(
      String name, String help, long count, double seconds, String label, String value) {
    summaries
        .computeIfAbsent(name, key -> SummarySnapshot.builder().name(key).help(help))
        .dataPoint(
            SummaryDataPointSnapshot.builder()
                .count(count)
                .sum(seconds)
                .labels(Labels.of(label, value))
                .build());
  }

  /** How long something took, in buckets. */
  void histogram(String name, String help, LatencyHistogram values) {
    long[] counts = values.counts();
    Number[] cells = new Number[counts.length];
    for (int i = 0; i < counts.length; i++) {
      cells[i] = counts[i];
    }
    List<Double> bounds = DoubleStream.of(LatencyHistogram.bounds()).boxed().toList();
    histograms.add(
        HistogramSnapshot.builder()
            .name(PREFIX + name)
            .help(help)
            .dataPoint(
                HistogramDataPointSnapshot.builder()
                    .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, List.of(cells)))
                    .sum(values.sum())
                    .build())
            .build());
  }

  /** All of them, ordered by name. */
  MetricSnapshots snapshots() {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    gauges.values().forEach(gauge -> all.metricSnapshot(gauge.build()));
    counters.values().forEach(counter -> all.metricSnapshot(counter.build()));
    summaries.values().forEach(summary -> all.metricSnapshot(summary.build()));
    histograms.forEach(all::metricSnapshot);
    return all.build();
  }
}
