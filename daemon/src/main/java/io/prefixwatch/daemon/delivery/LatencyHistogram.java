package io.prefixwatch.daemon.delivery;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** How long something took, in buckets. Safe for all threads. */
public final class LatencyHistogram {

  /** Upper bounds in microseconds; one more bucket takes what is longer. */
  private static final long[] BOUNDS = {
    1_000,
    2_500,
    5_000,
    10_000,
    25_000,
    50_000,
    100_000,
    250_000,
    500_000,
    1_000_000,
    2_500_000,
    5_000_000,
    10_000_000
  };

  private final AtomicLongArray counts = new AtomicLongArray(BOUNDS.length + 1);
  private final LongAdder sumMicros = new LongAdder();

  /** Notes one; less than nothing counts as nothing. */
  void add(long micros) {
    long value = Math.max(0, micros);
    int bucket = 0;
    while (bucket < BOUNDS.length && value > BOUNDS[bucket]) {
      bucket++;
    }
    counts.incrementAndGet(bucket);
    sumMicros.add(value);
  }

  /** The upper bounds of the buckets in seconds, the last one infinite. */
  public static double[] bounds() {
    double[] seconds = new double[BOUNDS.length + 1];
    for (int i = 0; i < BOUNDS.length; i++) {
      seconds[i] = BOUNDS[i] / 1e6;
    }
    seconds[BOUNDS.length] = Double.POSITIVE_INFINITY;
    return seconds;
  }

  /** How many fell into each bucket, not added up. */
  public long[] counts() {
    long[] copy = new long[counts.length()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = counts.get(i);
    }
    return copy;
  }

  /** All of them together, in seconds. */
  public double sum() {
    return sumMicros.sum() / 1e6;
  }
}
