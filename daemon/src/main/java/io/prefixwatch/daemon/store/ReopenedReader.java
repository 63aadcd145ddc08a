package io.prefixwatch.daemon.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reading connection that is opened when something is asked of it, and anew after a question that
 * failed. Used by one thread at a time.
 */
public final class ReopenedReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReopenedReader.class);

  /** Something to ask. */
  public interface Question<T> {

    T ask(OutboxReader reader) throws SQLException;
  }

  private final Store store;
  private @Nullable OutboxReader reader;

  /** One that has not connected yet. */
  public ReopenedReader(Store store) {
    this.store = store;
  }

  /**
   * Asks.
   *
   * @throws SQLException if there is no answer
   */
  public <T> T read(Question<T> question) throws SQLException {
    try {
      OutboxReader open = reader;
      if (open == null) {
        open = store.reader();
        reader = open;
      }
      return question.ask(open);
    } catch (SQLException e) {
      close();
      throw e;
    }
  }

  /** Ends the connection, if there is one; what goes wrong with it is logged. */
  @Override
  public void close() {
    OutboxReader open = reader;
    reader = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        LOG.warn("event=store-close-failed reason=\"{}\"", e.getMessage());
      }
    }
  }
}
