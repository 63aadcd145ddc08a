package io.prefixwatch.daemon.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Figures of repeated runs. */
final class Series {

  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  double median() {
    return quantile(0.5);
  }

  /** The value below which that share of the values lies; NaN if there is none. */
  double quantile(double share) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    if (share == 0.5 && sorted.size() % 2 == 0) {
      int half = sorted.size() / 2;
      return (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
    return sorted.get((int) Math.min(sorted.size() - 1L, (long) (share * sorted.size())));
  }

  double max() {
    return values.isEmpty() ? Double.NaN : Collections.max(values);
  }

  int count() {
    return values.size();
  }

  /** {@code median (min-max)}. */
  String text(int decimals) {
    if (values.isEmpty()) {
      return "-";
    }
    String one = "%." + decimals + "f";
    String format = one + " (" + one + "-" + one + ")";
    return String.format(Locale.ROOT, format, median(), Collections.min(values), max());
  }
}
