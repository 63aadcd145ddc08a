package io.prefixwatch.daemon.delivery;

import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.store.Batch;
import io.prefixwatch.daemon.store.DeadLetter;
import io.prefixwatch.daemon.store.OutboxReader;
import io.prefixwatch.daemon.store.OutboxRecord;
import io.prefixwatch.daemon.store.OutboxWriter;
import io.prefixwatch.daemon.store.SinkProgress;
import io.prefixwatch.daemon.store.Store;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts records on the disk, then hands them on: what came while the last ones were written goes
 * together (group commit). Its thread is the only one that writes to the store.
 *
 * <p>When the store fails (disk full, read-only, damaged), records are handed on all the same, kept
 * in memory up to {@link #MOST_UNSAVED}, and written when it works again. The engine waits only
 * while {@link #CAPACITY} records are not yet handed on.
 */
final class StoredOutbox {

  /** Records that wait to be written. */
  static final int CAPACITY = 1 << 16;

  /** Records kept in memory while the store fails; beyond that the oldest are never stored. */
  static final int MOST_UNSAVED = 100_000;

  private static final Logger LOG = LoggerFactory.getLogger(StoredOutbox.class);
  private static final int LARGEST_GROUP = 2_000;
  private static final int LARGEST_FORGETTING = 1_000;
  private static final long POLL_MILLIS = 100;
  private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
  private static final Duration FORGET_EVERY = Duration.ofMinutes(1);

  private final Store store;
  private final Duration retention;
  private final EventClock clock;
  private final Consumer<OutboxRecord> handOn;
  private final Consumer<StoreState> changed;
  private final BlockingQueue<OutboxRecord> incoming = new LinkedBlockingQueue<>(CAPACITY);
  private final Map<String, SinkProgress> progress = new ConcurrentHashMap<>();
  private final Map<String, Long> taken = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<DeadLetter> refused = new ConcurrentLinkedQueue<>();
  private final Deque<OutboxRecord> unsaved = new ArrayDeque<>();
  private final Thread thread = new Thread(this::run, "outbox");
  private @Nullable OutboxWriter writer;
  private volatile boolean stopping;
  private volatile StoreState state = new StoreState(null, null, 0, 0);
  private long position;
  private Instant tryAgainAt = Instant.MIN;
  private Instant forgetAt = Instant.MIN;

  /**
   * An outbox that is not started.
   *
   * @param retention how long delivered records are kept
   * @param handOn is given each record when it is on the disk, on this thread
   * @param changed is told when the store begins to fail, and when it works again
   * @throws IOException if the store cannot be used
   */
  StoredOutbox(
      Store store,
      Duration retention,
      EventClock clock,
      Consumer<OutboxRecord> handOn,
      Consumer<StoreState> changed)
      throws IOException {
    this.store = store;
    this.retention = retention;
    this.clock = clock;
    this.handOn = handOn;
    this.changed = changed;
    try (OutboxReader reader = store.reader()) {
      position = reader.lastPosition();
    } catch (SQLException e) {
      throw new IOException("the store cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * How far a sink has come. A sink that the store does not know begins with what comes next.
   *
   * @throws IOException if the store cannot be read
   */
  SinkProgress progress(String sink) throws IOException {
    try (OutboxReader reader = store.reader()) {
      SinkProgress known = reader.progress(sink);
      SinkProgress found = known == null ? new SinkProgress(position, Set.of()) : known;
      if (known == null) {
        progress.put(sink, found);
      }
      taken.put(sink, found.position());
      return found;
    } catch (SQLException e) {
      throw new IOException("the store cannot be read: " + e.getMessage(), e);
    }
  }

  /** What a sink's worker reads from and reports to. */
  Backlog backlog() {
    return new StoredBacklog(store, this::delivered, refused::add);
  }

  private void delivered(String sink, SinkProgress further) {
    progress.put(sink, further);
    taken.put(sink, further.position());
  }

  void start() {
    thread.start();
  }

  /** Takes a record; waits only where too many wait already. */
  void accept(OutboxRecord record) {
    try {
      incoming.put(record);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Records that wait to be written. */
  int waiting() {
    return incoming.size();
  }

  StoreState state() {
    return state;
  }

  /** Writes and hands on what waits; the sinks still work then. */
  void stop() throws InterruptedException {
    stopping = true;
    thread.join();
  }

  /** Writes how far the sinks have come, after the last of them has stopped. */
  void close() {
    if (state.works()) {
      save(List.of());
    }
    closeWriter();
  }

  private void run() {
    while (true) {
      List<OutboxRecord> group = nextGroup();
      save(group);
      group.forEach(handOn);
      if (stopping && group.isEmpty()) {
        return;
      }
      forgetOld();
    }
  }

  private List<OutboxRecord> nextGroup() {
    List<OutboxRecord> group = new ArrayList<>();
    try {
      OutboxRecord first = incoming.poll(stopping ? 0 : POLL_MILLIS, TimeUnit.MILLISECONDS);
      if (first != null) {
        group.add(first.at(++position));
        List<OutboxRecord> rest = new ArrayList<>();
        incoming.drainTo(rest, LARGEST_GROUP - 1);
        rest.forEach(record -> group.add(record.at(++position)));
      }
    } catch (InterruptedException e) {
      stopping = true;
    }
    return group;
  }

  private void save(List<OutboxRecord> group) {
    if (!state.works()) {
      keep(group);
      if (clock.now().isBefore(tryAgainAt)) {
        return;
      }
    }
    Map<String, SinkProgress> further = new HashMap<>(progress);
    List<DeadLetter> letters = List.copyOf(refused);
    List<OutboxRecord> records = unsaved.isEmpty() ? group : List.copyOf(unsaved);
    Batch batch = new Batch(records, further, letters);
    if (batch.isEmpty()) {
      return;
    }
    try {
      openWriter().commit(batch);
      further.forEach(progress::remove);
      refused.removeAll(letters);
      unsaved.clear();
      worksAgain();
    } catch (SQLException e) {
      closeWriter();
      boolean first = state.works();
      if (first) {
        keep(group);
      }
      fails(e, first);
    }
  }

  private void keep(List<OutboxRecord> group) {
    unsaved.addAll(group);
    long lost = state.lost();
    while (unsaved.size() > MOST_UNSAVED) {
      unsaved.removeFirst();
      lost++;
    }
    state = new StoreState(state.failingSince(), state.reason(), unsaved.size(), lost);
  }

  private void fails(SQLException e, boolean first) {
    Instant now = clock.now();
    tryAgainAt = now.plus(TRY_AGAIN);
    Instant since = state.failingSince() == null ? now : state.failingSince();
    state = new StoreState(since, e.getMessage(), unsaved.size(), state.lost());
    if (first) {
      LOG.error("event=store-failing reason=\"{}\"", e.getMessage());
      changed.accept(state);
    }
  }

  private void worksAgain() {
    if (!state.works()) {
      LOG.info("event=store-works-again since={} lost={}", state.failingSince(), state.lost());
      state = new StoreState(null, null, 0, state.lost());
      changed.accept(state);
    }
  }

  private OutboxWriter openWriter() throws SQLException {
    OutboxWriter open = writer;
    if (open == null) {
      open = store.writer();
      writer = open;
    }
    return open;
  }

  private void closeWriter() {
    OutboxWriter open = writer;
    writer = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        LOG.warn("event=store-close-failed reason=\"{}\"", e.getMessage());
      }
    }
  }

  private void forgetOld() {
    Instant now = clock.now();
    if (!state.works() || now.isBefore(forgetAt)) {
      return;
    }
    long before = clock.micros() - TimeUnit.SECONDS.toMicros(retention.toSeconds());
    long takenByAll = taken.values().stream().mapToLong(Long::longValue).min().orElse(position);
    try {
      int forgotten = openWriter().forget(before, takenByAll, LARGEST_FORGETTING);
      forgetAt = forgotten < LARGEST_FORGETTING ? now.plus(FORGET_EVERY) : Instant.MIN;
    } catch (SQLException e) {
      closeWriter();
      fails(e, true);
    }
  }
}
