package io.prefixwatch.daemon.store;

import io.prefixwatch.daemon.config.AddedRegistration;
import io.prefixwatch.monitor.incident.Silence;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * A folder with the database, which one process has at a time. A commit is on the disk when it
 * returns (write-ahead log, synchronous FULL).
 */
public final class Store implements Closeable {

  private static final int BUSY_MILLIS = 5_000;

  private final Path folder;
  private final FileChannel lockFile;
  private final LinkKeeper links = new LinkKeeper(this);

  private Store(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /**
   * Takes the folder, makes the database where there is none, and brings it to the newest shape.
   *
   * @throws StoreLockedException if another process has it
   * @throws IOException if it cannot be read or written; says why
   */
  public static Store open(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel lockFile =
        FileChannel.open(
            folder.resolve("prefixwatch.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    Store store = new Store(folder, lockFile);
    try {
      store.lock();
      try (Connection connection = store.connect(false)) {
        Migrations.apply(connection);
      }
      return store;
    } catch (SQLException e) {
      store.close();
      throw new IOException("the store " + folder + " cannot be used: " + e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** Room on its file system that this process may use, in octets; 0 if nobody can tell. */
  public long freeBytes() {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      return 0;
    }
  }

  private void lock() throws IOException {
    FileLock lock;
    try {
      lock = lockFile.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new StoreLockedException(folder);
    }
  }

  /** What keeps the links between ASes that are learned. */
  public LinkKeeper links() {
    return links;
  }

  /** A connection of its user's own. */
  Connection connect(boolean readOnly) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setReadOnly(readOnly);
    return config.createConnection("jdbc:sqlite:" + folder.resolve("prefixwatch.db"));
  }

  /** The tables through which records go, for one writing thread. */
  public OutboxWriter writer() throws SQLException {
    return new OutboxWriter(connect(false));
  }

  /** The same for one reading thread. */
  public OutboxReader reader() throws SQLException {
    return new OutboxReader(connect(true));
  }

  /**
   * The number of the last alert, 0 if there is none.
   *
   * @throws IOException if the store cannot be read
   */
  public long lastAlert() throws IOException {
    return last(true);
  }

  /** The same for events. */
  public long lastEvent() throws IOException {
    return last(false);
  }

  private long last(boolean alerts) throws IOException {
    try (OutboxReader reader = reader()) {
      return alerts ? reader.lastAlert() : reader.lastEvent();
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /**
   * Who takes care of incidents that were open last, by their {@code dedup_key}.
   *
   * @throws IOException if the store cannot be read
   */
  public Map<String, String> acknowledged() throws IOException {
    try (OutboxReader reader = reader()) {
      return reader.acknowledged();
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /**
   * The silences that are kept, the oldest first, also those that have ended.
   *
   * @throws IOException if the store cannot be read
   */
  public List<Silence> silences() throws IOException {
    try (SilenceTable table = new SilenceTable(connect(true))) {
      return table.all();
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /**
   * Keeps a silence.
   *
   * @throws IOException if the store does not take it
   */
  public void keep(Silence silence) throws IOException {
    try (SilenceTable table = new SilenceTable(connect(false))) {
      table.add(silence);
    } catch (SQLException e) {
      throw unwritable(e);
    }
  }

  /**
   * Forgets a silence, and those that ended before that moment.
   *
   * @throws IOException if the store does not take it
   */
  public void forgetSilence(String id, Instant endedBefore) throws IOException {
    try (SilenceTable table = new SilenceTable(connect(false))) {
      table.remove(id, endedBefore);
    } catch (SQLException e) {
      throw unwritable(e);
    }
  }

  /**
   * The registrations that came over the API, the oldest first.
   *
   * @throws IOException if the store cannot be read
   */
  public List<AddedRegistration> registrations() throws IOException {
    try (RegistrationTable table = new RegistrationTable(connect(true))) {
      return table.all();
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /**
   * Keeps a registration, whose id is new.
   *
   * @throws IOException if the store does not take it
   */
  public void keep(AddedRegistration registration) throws IOException {
    try (RegistrationTable table = new RegistrationTable(connect(false))) {
      table.add(registration);
    } catch (SQLException e) {
      throw unwritable(e);
    }
  }

  /**
   * Forgets a registration.
   *
   * @throws IOException if the store does not take it
   */
  public void forgetRegistration(String id) throws IOException {
    try (RegistrationTable table = new RegistrationTable(connect(false))) {
      table.remove(id);
    } catch (SQLException e) {
      throw unwritable(e);
    }
  }

  private IOException unreadable(SQLException e) {
    return new IOException("the store " + folder + " cannot be read: " + e.getMessage(), e);
  }

  private IOException unwritable(SQLException e) {
    return new IOException("the store " + folder + " cannot be written: " + e.getMessage(), e);
  }

  /**
   * Incidents that are open, and those that were closed since.
   *
   * @param sinceMicros microseconds since 1970
   * @throws IOException if the store cannot be read
   */
  public List<StoredIncident> incidents(long sinceMicros) throws IOException {
    try (OutboxReader reader = reader()) {
      return reader.incidents(sinceMicros);
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** Makes the log file short again; for the end, when nobody reads any more. */
  private void checkpoint() {
    try (Connection connection = connect(false);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException e) {
      // The log stays as it is, and the next start reads it.
    }
  }

  @Override
  public void close() throws IOException {
    if (lockFile.isOpen() && Files.exists(folder.resolve("prefixwatch.db"))) {
      checkpoint();
    }
    lockFile.close();
  }
}
