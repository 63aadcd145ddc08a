package io.prefixwatch.monitor.timer;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Tasks by the time they are due; ties in the order they were asked for. Owned by the engine. */
public final class TimerQueue {

  private static final int MANY = 1024;

  /** What to do when the time has come. */
  @FunctionalInterface
  public interface Task {

    /**
     * Runs.
     *
     * @param now the time that was asked for, never later
     */
    void run(Instant now);
  }

  /** A task that waits; it can be called off. */
  public static final class Timer {

    private final TimerQueue queue;
    private final Instant due;
    private final long order;
    private @Nullable Task task;

    private Timer(TimerQueue queue, Instant due, long order, Task task) {
      this.queue = queue;
      this.due = due;
      this.order = order;
      this.task = task;
    }

    /** Calls the task off; nothing happens if it ran. */
    public void cancel() {
      if (task != null) {
        task = null;
        queue.cancelled++;
      }
    }

    /** When it is due. */
    public Instant due() {
      return due;
    }

    long order() {
      return order;
    }
  }

  private static final Comparator<Timer> ORDER =
      Comparator.comparing(Timer::due).thenComparing(Timer::order);

  private PriorityQueue<Timer> timers = new PriorityQueue<>(ORDER);

  /** As many as there ever were at once since it was made: the room that it takes. */
  private int room;

  private long asked;

  /** How many of them were called off since they were last thrown away; a bound is enough. */
  private int cancelled;

  /** Asks for a task to run at a time; a time that has passed means at the next opportunity. */
  public Timer schedule(Instant due, Task task) {
    // Who asks and calls off, again and again, must not fill the queue with what is called off.
    if (cancelled > MANY && cancelled > timers.size() / 2) {
      timers.removeIf(timer -> timer.task == null);
      cancelled = 0;
      trim();
    }
    Timer timer = new Timer(this, due, asked++, task);
    timers.add(timer);
    room = Math.max(room, timers.size());
    return timer;
  }

  /** When the next task is due, or null. */
  public @Nullable Instant nextDue() {
    dropCancelled();
    Timer first = timers.peek();
    return first == null ? null : first.due;
  }

  /** Runs all that is due up to and including a time, tasks that they ask for among them. */
  public void runUntil(Instant time) {
    for (Timer first = timers.peek(); first != null; first = timers.peek()) {
      if (first.due.isAfter(time)) {
        return;
      }
      timers.remove();
      Task task = first.task;
      if (task != null) {
        first.task = null;
        task.run(first.due);
      }
      trim();
    }
  }

  /** A queue that was long once takes the room of that for ever. */
  private void trim() {
    if (room > MANY && timers.size() < room / 4) {
      timers = new PriorityQueue<>(timers); // of just this size, in the same order
      room = timers.size();
    }
  }

  /** Tasks that there is room for without growth. */
  int room() {
    return room;
  }

  /** Tasks that wait, called off or not. */
  int size() {
    return timers.size();
  }

  private void dropCancelled() {
    for (Timer first = timers.peek(); first != null && first.task == null; first = timers.peek()) {
      timers.remove();
    }
  }
}
