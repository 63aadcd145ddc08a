package io.prefixwatch.daemon.http.stream;

import io.prefixwatch.daemon.delivery.RecordFollower;
import io.prefixwatch.daemon.store.OutboxReader;
import io.prefixwatch.daemon.store.OutboxRecord;
import io.prefixwatch.daemon.store.ReopenedReader;
import io.prefixwatch.daemon.store.Store;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives records to whoever listens, as they are handed to the sinks. One thread of its own for all
 * clients: it never waits for any, and reads for those that come back what they missed. Who hands
 * on records does not wait for it either: what does not fit into its queue is read from the store,
 * and without one ends the streams that lack it.
 */
public final class LiveStream implements RecordFollower {

  /** Clients at a time. */
  public static final int MOST_CLIENTS = 64;

  private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
  private static final int MOST_RECORDS = 10_000;
  private static final int PAGE = 100;
  private static final long BEAT_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** What a client that comes now is told of where it stands. */
  private record Place(long position, String id) {}

  private final @Nullable Store store;

  /** Used by the thread. */
  private final @Nullable ReopenedReader reader;

  private final BlockingQueue<OutboxRecord> records = new LinkedBlockingQueue<>(MOST_RECORDS);
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final Map<StreamEnd, AtomicLong> ends = new EnumMap<>(StreamEnd.class);
  private final AtomicBoolean woken = new AtomicBoolean();
  private final AtomicBoolean dropped = new AtomicBoolean();
  private final Thread thread = new Thread(this::run, "stream");

  /** Owned by the thread. */
  private final Set<StreamClient> clients = new LinkedHashSet<>();

  private long beatAt;

  /** Guarded by this. */
  private int admitted;

  /** Guarded by this: the last record that all clients were given. */
  private Place last = new Place(0, "");

  private volatile boolean stopping;

  /**
   * A stream that is not started.
   *
   * @param store where clients that come back find what they missed; null if there is none
   */
  public LiveStream(@Nullable Store store) {
    this.store = store;
    this.reader = store == null ? null : new ReopenedReader(store);
    for (StreamEnd end : StreamEnd.values()) {
      ends.put(end, new AtomicLong());
    }
  }

  /**
   * Begins.
   *
   * @throws IOException if the store cannot be read
   */
  public void start() throws IOException {
    if (store != null) {
      try (OutboxReader before = store.reader()) {
        before.last().forEach(this::passed);
      } catch (SQLException e) {
        throw new IOException("the store cannot be read: " + e.getMessage(), e);
      }
    }
    thread.start();
  }

  @Override
  public boolean listens() {
    return clients() > 0;
  }

  /** Takes a record that is on the disk, if there is a store. */
  @Override
  public void accept(OutboxRecord record) {
    synchronized (this) {
      if (admitted == 0) {
        passed(record);
        return;
      }
    }
    if (!records.offer(record)) {
      dropped.set(true);
    }
    if (!woken.getAndSet(true)) {
      tasks.add(() -> woken.set(false));
    }
  }

  private synchronized void passed(OutboxRecord record) {
    if (record.position() > last.position()) {
      String id = record.sequence() > 0 ? StreamId.of(record).toString() : last.id();
      last = new Place(record.position(), id);
    }
  }

  private synchronized Place last() {
    return last;
  }

  /** Takes a place for a client; false if there are {@link #MOST_CLIENTS}, or it is the end. */
  public synchronized boolean admit() {
    if (admitted >= MOST_CLIENTS || stopping) {
      return false;
    }
    admitted++;
    return true;
  }

  /** Clients that were admitted and have not gone. */
  public synchronized int clients() {
    return admitted;
  }

  /** Streams that ended so since the start. */
  public long ended(StreamEnd how) {
    return Objects.requireNonNull(ends.get(how)).get();
  }

  /**
   * Begins to write to an admitted client.
   *
   * @param events only events, only alerts, or null for both
   * @param position behind which it wants everything; negative for what comes from now on
   * @return completed at the end
   */
  public CompletableFuture<Void> open(
      @Nullable Boolean events, long position, ServletOutputStream out) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    StreamClient client = new StreamClient(events, position, out, done);
    tasks.add(() -> join(client));
    out.setWriteListener(
        new WriteListener() {
          @Override
          public void onWritePossible() {
            tasks.add(
                () -> {
                  client.open();
                  write(client);
                });
          }

          @Override
          public void onError(Throwable lost) {
            tasks.add(() -> end(client, StreamEnd.GONE));
          }
        });
    return done;
  }

  private void join(StreamClient client) {
    Place now = last();
    client.startAt(now.position(), now.id());
    clients.add(client);
  }

  private void run() {
    beatAt = System.nanoTime() + BEAT_NANOS;
    while (!stopping) {
      try {
        turn();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException bug) {
        LOG.error("event=stream-bug", bug);
      }
    }
    clients.forEach(client -> count(client, StreamEnd.STOPPED));
    clients.clear();
    if (reader != null) {
      reader.close();
    }
  }

  private void turn() throws InterruptedException {
    boolean reading = clients.stream().anyMatch(this::canCatchUp);
    long wait = reading ? 0 : Math.max(0, beatAt - System.nanoTime());
    Runnable task = tasks.poll(wait, TimeUnit.NANOSECONDS);
    if (task != null) {
      task.run();
    }
    handOut();
    for (StreamClient client : List.copyOf(clients)) {
      if (canCatchUp(client)) {
        catchUp(client);
      }
    }
    if (System.nanoTime() - beatAt >= 0) {
      beatAt = System.nanoTime() + BEAT_NANOS;
      for (StreamClient client : List.copyOf(clients)) {
        client.beat();
        write(client);
      }
    }
  }

  private boolean canCatchUp(StreamClient client) {
    return client.isBehind() && client.hasNothingToWrite();
  }

  private void handOut() {
    List<OutboxRecord> group = new ArrayList<>();
    records.drainTo(group);
    for (OutboxRecord record : group) {
      byte[] frame = Frames.of(record);
      for (StreamClient client : List.copyOf(clients)) {
        StreamEnd end = client.offer(record, frame, store != null);
        if (end != null) {
          end(client, end);
        }
      }
      passed(record);
    }
    if (!group.isEmpty()) {
      List.copyOf(clients).forEach(this::write);
    }
    if (dropped.getAndSet(false)) {
      LOG.warn("event=stream-overflow clients={}", clients.size());
      for (StreamClient client : List.copyOf(clients)) {
        StreamEnd end = client.missed(store != null);
        if (end != null) {
          end(client, end);
        }
      }
    }
  }

  private void catchUp(StreamClient client) {
    try {
      StreamEnd end = client.catchUp(page(client.position()), last().position());
      if (end != null) {
        end(client, end);
      } else {
        write(client);
      }
    } catch (SQLException e) {
      LOG.warn("event=store-read-failed reason=\"{}\"", e.getMessage());
      end(client, StreamEnd.GAP);
    }
  }

  private List<OutboxRecord> page(long position) throws SQLException {
    return reader == null ? List.of() : reader.read(reading -> reading.after(position, PAGE));
  }

  private void write(StreamClient client) {
    try {
      client.write();
    } catch (IOException | IllegalStateException e) {
      end(client, StreamEnd.GONE);
    }
  }

  private void end(StreamClient client, StreamEnd how) {
    if (clients.remove(client)) {
      count(client, how);
    }
  }

  private void count(StreamClient client, StreamEnd how) {
    Objects.requireNonNull(ends.get(how)).incrementAndGet();
    if (how == StreamEnd.SLOW || how == StreamEnd.GAP) {
      LOG.warn("event=stream-ended reason={} position={}", how.label(), client.position());
    }
    client.end();
    synchronized (this) {
      admitted--;
    }
  }

  /** Ends every stream. */
  public void stop() {
    stopping = true;
    tasks.add(() -> {});
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
