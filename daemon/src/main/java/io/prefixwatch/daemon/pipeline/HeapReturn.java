package io.prefixwatch.daemon.pipeline;

import java.time.Duration;

/**
 * Has the heap collected when sessions have left very much behind, so that the system gets back
 * what they took: an idle monitor collects nothing by itself, and would keep it until the next
 * table comes. How much is given back is the JVM's decision; the launcher's settings make it (ADR
 * 0020). Thread safe.
 */
final class HeapReturn {

  /** There is one heap. */
  static final HeapReturn OF_THIS_PROCESS = new HeapReturn(System::gc);

  /** Routes that are worth stopping for: some 25 MiB. */
  static final int WORTH = 500_000;

  /** A session that comes and goes with a full table stops everything no more often than that. */
  static final Duration BETWEEN = Duration.ofMinutes(10);

  private final Runnable collection;
  private long forgotten;
  private long lastNanos;
  private boolean collected;

  /**
   * One that has nothing to do yet.
   *
   * @param collection stops everything and collects
   */
  HeapReturn(Runnable collection) {
    this.collection = collection;
  }

  /** So many routes were forgotten. */
  synchronized void forgot(int routes) {
    forgotten += routes;
  }

  /**
   * Nothing is left to forget for the moment: collects if it is worth it.
   *
   * @param nanos the time of {@link System#nanoTime}
   * @return when to ask again; zero if there is no need
   */
  synchronized Duration settled(long nanos) {
    if (forgotten < WORTH) {
      return Duration.ZERO;
    }
    Duration since = Duration.ofNanos(nanos - lastNanos);
    if (collected && since.compareTo(BETWEEN) < 0) {
      return BETWEEN.minus(since);
    }
    forgotten = 0;
    collected = true;
    lastNanos = nanos;
    collection.run();
    return Duration.ZERO;
  }
}
