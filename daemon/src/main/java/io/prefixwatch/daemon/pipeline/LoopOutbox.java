package io.prefixwatch.daemon.pipeline;

import io.netty.channel.EventLoop;
import io.prefixwatch.monitor.event.EngineEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One event loop's way to the engine, in order and without loss. Owned by the event loop.
 *
 * <p>What one turn of reading produces may be {@linkplain #hold held} and handed over at its end,
 * so that the engine's thread is woken once and not for each route.
 *
 * <p>Overflow rule: when the engine's queue is full, what the turn in hand still produces waits
 * here, reading is turned off on all sessions of the loop, and goes on when everything has been
 * handed over. What waits is bounded by one turn of reading.
 */
public final class LoopOutbox implements Consumer<EngineEvent> {

  private static final long RETRY_MILLIS = 2;

  /** So many are handed over at once and do not wait for the end of the turn. */
  private static final int MOST_HELD = 64;

  private final EventLoop loop;
  private final EngineThread engine;
  private final Runnable pause;
  private final Runnable resume;
  private final Deque<EngineEvent> waiting = new ArrayDeque<>();
  private boolean holding;
  private boolean blocked;
  private long pauses;

  /**
   * An empty outbox.
   *
   * @param pause turns reading off on the loop's sessions
   * @param resume turns it on again
   */
  public LoopOutbox(EventLoop loop, EngineThread engine, Runnable pause, Runnable resume) {
    this.loop = loop;
    this.engine = engine;
    this.pause = pause;
    this.resume = resume;
  }

  /** A turn of reading has begun: until {@link #handOver}, what comes may wait. */
  public void hold() {
    holding = true;
  }

  /** The turn is over. */
  public void handOver() {
    holding = false;
    if (!waiting.isEmpty() && !blocked) {
      offerAll();
    }
  }

  @Override
  public void accept(EngineEvent event) {
    waiting.add(event);
    if (!blocked && (!holding || waiting.size() >= MOST_HELD)) {
      offerAll();
    }
  }

  private void offerAll() {
    if (!offerWaiting()) {
      blocked = true;
      pauses++;
      pause.run();
      retryLater();
    }
  }

  /** True if the engine took all of it. */
  private boolean offerWaiting() {
    for (EngineEvent next = waiting.peek(); next != null; next = waiting.peek()) {
      if (!engine.offer(next)) {
        return false;
      }
      waiting.remove();
    }
    return true;
  }

  /** How often reading was turned off. */
  public long pauses() {
    return pauses;
  }

  /** True while reading is off. */
  public boolean isBlocked() {
    return blocked;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // retry() cannot fail, and asks for itself again
  private void retryLater() {
    loop.schedule(this::retry, RETRY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void retry() {
    if (offerWaiting()) {
      blocked = false;
      resume.run();
    } else {
      retryLater();
    }
  }
}
