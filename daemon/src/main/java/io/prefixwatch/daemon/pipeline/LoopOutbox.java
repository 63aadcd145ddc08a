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
 * <p>Overflow rule: when the engine's queue is full, what the turn in hand still produces waits
 * here, reading is turned off on all sessions of the loop, and goes on when everything has been
 * handed over. What waits is bounded by one turn of reading.
 */
public final class LoopOutbox implements Consumer<EngineEvent> {

  private static final long RETRY_MILLIS = 2;

  private final EventLoop loop;
  private final EngineThread engine;
  private final Runnable pause;
  private final Runnable resume;
  private final Deque<EngineEvent> waiting = new ArrayDeque<>();
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

  @Override
  public void accept(EngineEvent event) {
    if (waiting.isEmpty() && engine.offer(event)) {
      return;
    }
    if (waiting.isEmpty()) {
      pauses++;
      pause.run();
      retryLater();
    }
    waiting.add(event);
  }

  /** How often reading was turned off. */
  public long pauses() {
    return pauses;
  }

  /** True while reading is off. */
  public boolean isBlocked() {
    return !waiting.isEmpty();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // retry() cannot fail, and asks for itself again
  private void retryLater() {
    loop.schedule(this::retry, RETRY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void retry() {
    for (EngineEvent next = waiting.peek(); next != null; next = waiting.peek()) {
      if (!engine.offer(next)) {
        retryLater();
        return;
      }
      waiting.remove();
    }
    resume.run();
  }
}
