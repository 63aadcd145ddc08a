package io.prefixwatch.daemon.store;

import io.prefixwatch.monitor.topology.LearnedLinks;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the links that the engine learns, so that the next process need not learn for a week. It is
 * told on the engine's thread, which never waits for it; its own thread writes, many at a time.
 *
 * <p>Overflow rule: of more than {@link #CAPACITY} links that wait, which happens where the store
 * takes nothing, the rest is known to this process only, and counted.
 */
public final class LinkKeeper implements LearnedLinks.Visitor {

  /** Links that wait to be written. */
  static final int CAPACITY = 1 << 16;

  private static final Logger LOG = LoggerFactory.getLogger(LinkKeeper.class);

  /** Few enough that the outbox, which writes to the same file, does not wait for long. */
  private static final int LARGEST_GROUP = 1_000;

  private static final long POLL_MILLIS = 100;
  private static final long TRY_AGAIN_MILLIS = 5_000;

  private final Store store;

  /** What was read and not handed on yet. */
  private List<KnownLink> known = new ArrayList<>();

  private final BlockingQueue<KnownLink> waiting = new ArrayBlockingQueue<>(CAPACITY);
  private final AtomicLong kept = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final Thread thread = new Thread(this::run, "links");
  private volatile boolean stopping;

  /** A keeper that is not started. */
  public LinkKeeper(Store store) {
    this.store = store;
  }

  /**
   * Reads what former processes learned. Rows that say nothing sensible are passed over, with a
   * line in the log.
   *
   * @throws IOException if the store cannot be read
   */
  public void read(Instant now) throws IOException {
    try (LinkTable table = new LinkTable(store.connect(true))) {
      long damaged = table.read(known, now);
      if (damaged > 0) {
        LOG.warn("event=links-not-restored damaged={} restored={}", damaged, known.size());
      }
    } catch (SQLException e) {
      throw new IOException("the learned links cannot be read: " + e.getMessage(), e);
    }
  }

  /** Hands what was read to an engine that is not running yet, and is told of what it learns. */
  public void continueWith(LearnedLinks links) {
    known.forEach(link -> links.restore(link.left(), link.right(), link.firstSeen()));
    known = List.of();
    links.tell(this);
  }

  @Override
  public void link(long left, long right, Instant firstSeen) {
    if (!waiting.offer(new KnownLink(left, right, firstSeen)) && lost.getAndIncrement() == 0) {
      LOG.warn("event=links-not-kept reason=\"the store takes none\"");
    }
  }

  public void start() {
    thread.start();
  }

  /** Writes what waits, once. */
  public void stop() throws InterruptedException {
    stopping = true;
    thread.interrupt();
    thread.join();
  }

  /** Links written since the start. */
  public long kept() {
    return kept.get();
  }

  /** Links that found no room to wait; after a restart they are learned again. */
  public long lost() {
    return lost.get();
  }

  /** How often the store did not take links. */
  public long failures() {
    return failures.get();
  }

  private void run() {
    List<KnownLink> group = new ArrayList<>();
    while (!stopping) {
      try {
        if (group.isEmpty()) {
          KnownLink first = waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
          if (first == null) {
            continue;
          }
          group.add(first);
        }
        if (!write(group)) {
          Thread.sleep(TRY_AGAIN_MILLIS);
        }
      } catch (InterruptedException e) {
        break; // What waits is written below.
      }
    }
    boolean works = true;
    while (works && (!group.isEmpty() || !waiting.isEmpty())) {
      works = write(group);
    }
  }

  /** Fills the group up and writes it; it stays as it is if that fails. */
  private boolean write(List<KnownLink> group) {
    waiting.drainTo(group, LARGEST_GROUP - group.size());
    try (LinkTable table = new LinkTable(store.connect(false))) {
      table.add(group);
      kept.addAndGet(group.size());
      group.clear();
      return true;
    } catch (SQLException e) {
      if (failures.getAndIncrement() == 0) {
        LOG.warn("event=links-not-kept reason=\"{}\"", e.getMessage());
      }
      return false;
    }
  }
}
