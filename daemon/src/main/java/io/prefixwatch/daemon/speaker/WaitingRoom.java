package io.prefixwatch.daemon.speaker;

import io.prefixwatch.bgp.net.Address;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the connections that were accepted and have not sent their OPEN. Who is configured by its
 * address waits in no queue of strangers: only its own number is bounded. Thread safe.
 */
final class WaitingRoom {

  /** Connections from sources that are not configured one by one. */
  static final int STRANGERS = 64;

  /** Connections from one source. */
  static final int PER_SOURCE = 2;

  /** Connections a second from sources that are not configured one by one, and at once. */
  static final int PER_SECOND = 20;

  private static final long NANOS = 1_000_000_000L;

  private final LongSupplier nanoTime;
  private final Map<Address, Integer> bySource = new HashMap<>();
  private int strangers;
  private double allowance = PER_SECOND;
  private long refilledAt;

  /**
   * An empty room.
   *
   * @param nanoTime a clock that only runs forward
   */
  WaitingRoom(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.refilledAt = nanoTime.getAsLong();
  }

  /** A connection that waits. */
  final class Place {

    private final Address source;
    private final boolean stranger;
    private final AtomicBoolean left = new AtomicBoolean();

    private Place(Address source, boolean stranger) {
      this.source = source;
      this.stranger = stranger;
    }

    /** It waits no more; the second time is nothing. */
    void leave() {
      if (left.compareAndSet(false, true)) {
        leaves(source, stranger);
      }
    }
  }

  /**
   * What came of asking for a place; exactly one of both is there.
   *
   * @param place where the connection may wait
   * @param refusal why it may not
   */
  record Answer(@Nullable Place place, @Nullable Rejection refusal) {}

  /**
   * Asks for a place.
   *
   * @param sessions how many sessions are configured with this address, 0 if it lies in a range
   */
  synchronized Answer enter(Address source, int sessions) {
    boolean stranger = sessions == 0;
    if (stranger && !spend()) {
      return new Answer(null, Rejection.RATE);
    }
    if (stranger && strangers >= STRANGERS) {
      return new Answer(null, Rejection.WAITING);
    }
    int before = bySource.getOrDefault(source, 0);
    // Each session of an address may have one that waits and one that is about to end.
    if (before >= Math.max(1, sessions) * PER_SOURCE) {
      return new Answer(null, Rejection.SOURCE);
    }
    bySource.put(source, before + 1);
    strangers += stranger ? 1 : 0;
    return new Answer(new Place(source, stranger), null);
  }

  private boolean spend() {
    long now = nanoTime.getAsLong();
    double earned = (double) (now - refilledAt) * PER_SECOND / NANOS;
    allowance = Math.min(PER_SECOND, allowance + earned);
    refilledAt = now;
    if (allowance < 1) {
      return false;
    }
    allowance--;
    return true;
  }

  private synchronized void leaves(Address source, boolean stranger) {
    bySource.computeIfPresent(source, (unused, count) -> count > 1 ? count - 1 : null);
    strangers -= stranger ? 1 : 0;
  }

  /** How many wait. */
  synchronized int size() {
    return bySource.values().stream().mapToInt(Integer::intValue).sum();
  }
}
