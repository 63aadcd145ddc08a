package io.prefixwatch.daemon.pipeline;

import io.prefixwatch.monitor.engine.Engine;
import io.prefixwatch.monitor.event.Effect;
import io.prefixwatch.monitor.event.EngineEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the engine: takes events off the queue one by one, lets time pass between them, hands on
 * what follows.
 *
 * <p>A bug in the engine costs the event that met it, is logged and counted, and stops nothing
 * else.
 */
public final class EngineThread {

  /** Events that wait; beyond that, reading stops (see {@link LoopOutbox}). */
  static final int CAPACITY = 1 << 16;

  private static final Logger LOG = LoggerFactory.getLogger(EngineThread.class);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final Engine engine;
  private final EventClock clock;
  private final Consumer<List<Effect>> effects;
  private final BlockingQueue<EngineEvent> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final Queue<Runnable> questions = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean stopping;
  private final AtomicLong failures = new AtomicLong();

  /** How long it has waited for something to do, since {@link #startedNanos}. */
  private final AtomicLong waitedNanos = new AtomicLong();

  private volatile long startedNanos;

  /** When it last turned to an event, or let time pass. */
  private volatile long turnedMicros;

  /**
   * A thread that is not started.
   *
   * @param effects is given what follows, on this thread; it may block, which makes events wait
   */
  public EngineThread(Engine engine, EventClock clock, Consumer<List<Effect>> effects) {
    this.engine = engine;
    this.clock = clock;
    this.effects = effects;
    this.thread = new Thread(this::run, "engine");
  }

  public void start() {
    turnedMicros = clock.micros();
    startedNanos = System.nanoTime();
    thread.start();
  }

  /** Takes an event if there is room. */
  boolean offer(EngineEvent event) {
    return queue.offer(event);
  }

  /** Takes an event, and waits for room; not for event loops. */
  public void put(EngineEvent event) throws InterruptedException {
    queue.put(event);
  }

  /**
   * Asks the engine something between two events; not for event loops.
   *
   * @param question may only look; it holds up every event that waits
   * @param patience how long to wait for an answer
   * @throws TimeoutException if the engine is busy for longer, or has ended
   */
  public <T> T ask(Function<Engine, T> question, Duration patience)
      throws InterruptedException, TimeoutException {
    CompletableFuture<T> answer = new CompletableFuture<>();
    questions.add(() -> answer.completeAsync(() -> question.apply(engine), Runnable::run));
    // Wakes the thread; if the queue is full, it is awake.
    queue.offer(new EngineEvent.Tick(clock.now()));
    try {
      return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the engine could not answer", e.getCause());
    }
  }

  /** Handles what is queued, then ends. */
  public void stop() throws InterruptedException {
    stopping = true;
    thread.join();
  }

  /** Events that wait. */
  public int waiting() {
    return queue.size();
  }

  /**
   * How long it has not turned to the next event, in microseconds; a second is usual when nothing
   * happens. Zero or more.
   */
  public long idleMicros() {
    return Math.max(0, clock.micros() - turnedMicros);
  }

  /**
   * How long it had something to do since the start, in nanoseconds. What it waits for shows when
   * it has come, after a second at most.
   */
  public long busyNanos() {
    return Math.max(0, System.nanoTime() - startedNanos - waitedNanos.get());
  }

  /** Events that met a bug. */
  public long failures() {
    return failures.get();
  }

  private void run() {
    while (true) {
      EngineEvent event = next();
      if (event == null && stopping) {
        return;
      }
      apply(event == null ? new EngineEvent.Tick(clock.now()) : event);
      answerQuestions();
    }
  }

  private void answerQuestions() {
    for (Runnable asked = questions.poll(); asked != null; asked = questions.poll()) {
      asked.run();
    }
  }

  /** Handles what is queued on the calling thread; for who does not start this one. */
  void handleQueued() {
    for (EngineEvent event = queue.poll(); event != null; event = queue.poll()) {
      apply(event);
    }
  }

  private @Nullable EngineEvent next() {
    try {
      EngineEvent waiting = queue.poll();
      if (waiting != null || stopping) {
        return waiting;
      }
      long from = System.nanoTime();
      EngineEvent late = queue.poll(untilNextTimer(), TimeUnit.NANOSECONDS);
      waitedNanos.addAndGet(System.nanoTime() - from);
      return late;
    } catch (InterruptedException e) {
      stopping = true;
      return null;
    }
  }

  private long untilNextTimer() {
    Instant due = engine.nextTimer();
    if (due == null) {
      return LONGEST_WAIT.toNanos();
    }
    Duration wait = Duration.between(clock.now(), due);
    if (wait.isNegative() || wait.isZero()) {
      return 0;
    }
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait.toNanos() : LONGEST_WAIT.toNanos();
  }

  private void apply(EngineEvent event) {
    turnedMicros = clock.micros();
    try {
      List<Effect> following = engine.apply(event);
      if (!following.isEmpty()) {
        effects.accept(following);
      }
    } catch (RuntimeException bug) {
      failures.incrementAndGet();
      LOG.error("event=engine-bug input={}", event.getClass().getSimpleName(), bug);
    }
  }
}
