package io.prefixwatch.daemon.operator;

import io.prefixwatch.daemon.config.AddedRegistration;
import io.prefixwatch.daemon.config.ConfigReport;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.LoadedConfig;
import io.prefixwatch.daemon.config.section.AddedRegistrations;
import io.prefixwatch.daemon.config.section.AddedRegistrations.Entry;
import io.prefixwatch.daemon.diff.ConfigDifference;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration in force: what the files say, and the registrations that came over the API.
 * Everything that changes it comes through here, one at a time, whether a signal or a request asked
 * for it. Safe for all threads; whoever holds its lock changes it.
 */
public final class Configurations {

  /** Registrations that may come over the API; more belong into files. */
  public static final int MOST_ADDED = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(Configurations.class);
  private static final int MOST_LOGGED = 100;

  /** Who lives by it. */
  public interface Target {

    /**
     * Takes another one, all of it or nothing.
     *
     * @return its generation
     * @throws IOException if it cannot; says why
     */
    long take(DaemonConfig changed) throws IOException, InterruptedException;

    /** Notes that another one was refused. */
    void refused();
  }

  private final EventClock clock;
  private final @Nullable Store store;
  private final AtomicLong asked = new AtomicLong();
  private AddedRegistrations registrations;
  private @Nullable Target target;

  /** Asked for without the lock, which a reload holds. */
  private volatile @Nullable Supplier<LoadedConfig> source;

  /** What this last reload was asked for by; who waits meanwhile needs none of its own. */
  private long answered;

  private @Nullable ReloadOutcome last;

  /**
   * The first configuration.
   *
   * @param store where registrations of the API are; null for memory only
   * @throws IOException if the store cannot be read
   */
  public Configurations(DaemonConfig files, EventClock clock, @Nullable Store store)
      throws IOException {
    this.clock = clock;
    this.store = store;
    this.registrations = merged(files, store == null ? List.of() : store.registrations());
  }

  /** One that nothing was added to. */
  public Configurations(DaemonConfig files, EventClock clock) {
    this.clock = clock;
    this.store = null;
    this.registrations = new AddedRegistrations(files);
  }

  /** Who takes every later one; before anything is changed. */
  public synchronized void serve(Target lives) {
    target = lives;
  }

  /** Where a reload reads; before the first. */
  public void readFrom(Supplier<LoadedConfig> files) {
    source = files;
  }

  /** Whether there is something to read again; does not wait for a reload that runs. */
  public boolean canReload() {
    return source != null;
  }

  /** All of it together. */
  public synchronized DaemonConfig effective() {
    return registrations.effective();
  }

  /** What came over the API, the oldest first. */
  public synchronized List<Entry> added() {
    return registrations.entries();
  }

  private static AddedRegistrations merged(DaemonConfig files, List<AddedRegistration> added) {
    AddedRegistrations all = new AddedRegistrations(files);
    for (AddedRegistration one : added) {
      Entry entry = all.add(one);
      if (!entry.hasEffect()) {
        String reason =
            entry.conflict() == null ? String.join("; ", entry.errors()) : entry.conflict();
        LOG.warn("event=registration-without-effect id={} reason=\"{}\"", one.id(), reason);
      }
    }
    return all;
  }

  /**
   * Reads the files again and takes what they say; with errors nothing changes. Of many that ask at
   * a time, those that wait while one reload runs share the next.
   */
  public ReloadOutcome reload() throws InterruptedException {
    long mine = asked.incrementAndGet();
    synchronized (this) {
      if (last != null && answered >= mine) {
        return last;
      }
      long reading = asked.get();
      ReloadOutcome outcome = readAgain();
      answered = reading;
      last = outcome;
      return outcome;
    }
  }

  private ReloadOutcome readAgain() throws InterruptedException {
    LoadedConfig loaded = Objects.requireNonNull(source, "nothing to read").get();
    DaemonConfig read = loaded.config().orElse(null);
    if (read == null) {
      LOG.error("event=reload-refused file={} errors={}", loaded.file(), loaded.errors());
      Objects.requireNonNull(target).refused();
      return ReloadOutcome.refused(new ConfigReport(loaded).summary(), loaded.problems());
    }
    try {
      DaemonConfig before = effective();
      long generation = replace(read);
      List<String> changes = ConfigDifference.between(before, effective());
      changes.stream().limit(MOST_LOGGED).forEach(line -> LOG.info("event=reload-change {}", line));
      return ReloadOutcome.taken(generation, changes, loaded.problems());
    } catch (IOException e) {
      Objects.requireNonNull(target).refused();
      LOG.error("event=reload-refused file={} reason=\"{}\"", loaded.file(), e.getMessage());
      return ReloadOutcome.refused(String.valueOf(e.getMessage()), loaded.problems());
    }
  }

  /**
   * Takes what other files say.
   *
   * @return the generation
   * @throws IOException if it is not taken; nothing has changed then
   */
  public synchronized long replace(DaemonConfig read) throws IOException, InterruptedException {
    AddedRegistrations next = merged(read, asAdded());
    long generation = Objects.requireNonNull(target).take(next.effective());
    registrations = next;
    return generation;
  }

  /**
   * Registers something, from now on.
   *
   * @param by who asks, for the log
   * @return what was understood; it counts only if that has effect
   * @throws IOException if it is not taken, by the store or by who lives by it; then nothing has
   *     changed
   */
  public synchronized Entry register(String id, String document, String by)
      throws IOException, InterruptedException {
    AddedRegistration one = new AddedRegistration(id, document, clock.now());
    AddedRegistrations next = new AddedRegistrations(registrations);
    Entry entry = next.add(one);
    if (!entry.hasEffect()) {
      return entry;
    }
    take(next, to -> to.keep(one), to -> to.forgetRegistration(id));
    LOG.info("event=registered id={} prefixes={} by={}", id, entry.prefixes().size(), by);
    return entry;
  }

  /**
   * Takes back what came over the API.
   *
   * @param by who asks, for the log
   * @return false if no such came that way
   * @throws IOException if it is not taken, by the store or by who lives by it; then nothing has
   *     changed
   */
  public synchronized boolean unregister(String id, String by)
      throws IOException, InterruptedException {
    List<AddedRegistration> rest = new ArrayList<>(asAdded());
    AddedRegistration gone =
        rest.stream().filter(added -> added.id().equals(id)).findFirst().orElse(null);
    if (gone == null) {
      return false;
    }
    rest.remove(gone);
    take(merged(registrations.files(), rest), to -> to.forgetRegistration(id), to -> to.keep(gone));
    LOG.info("event=unregistered id={} by={}", id, by);
    return true;
  }

  private List<AddedRegistration> asAdded() {
    return registrations.entries().stream().map(Entry::added).toList();
  }

  /** A change of the store. */
  private interface Change {

    void make(Store to) throws IOException;
  }

  /**
   * Into the store, then into force. What is not in force may not come back with the next start,
   * nor be gone by it.
   */
  private void take(AddedRegistrations next, Change change, Change back)
      throws IOException, InterruptedException {
    if (store != null) {
      change.make(store);
    }
    try {
      Objects.requireNonNull(target).take(next.effective());
    } catch (IOException refused) {
      if (store != null) {
        undo(back, store, refused);
      }
      throw refused;
    }
    registrations = next;
  }

  private static void undo(Change back, Store to, IOException refused) {
    try {
      back.make(to);
    } catch (IOException alsoRefused) {
      refused.addSuppressed(alsoRefused);
    }
  }
}
