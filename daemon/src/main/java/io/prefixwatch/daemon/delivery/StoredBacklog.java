package io.prefixwatch.daemon.delivery;

import io.prefixwatch.daemon.store.DeadLetter;
import io.prefixwatch.daemon.store.OutboxRecord;
import io.prefixwatch.daemon.store.ReopenedReader;
import io.prefixwatch.daemon.store.ReopenedReader.Question;
import io.prefixwatch.daemon.store.SinkProgress;
import io.prefixwatch.daemon.store.Store;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A sink's view of the store, with a reading connection of its own. Used by the sink's thread. */
final class StoredBacklog implements Backlog {

  private final ReopenedReader reader;
  private final BiConsumer<String, SinkProgress> delivered;
  private final Consumer<DeadLetter> refused;

  StoredBacklog(
      Store store, BiConsumer<String, SinkProgress> delivered, Consumer<DeadLetter> refused) {
    this.reader = new ReopenedReader(store);
    this.delivered = delivered;
    this.refused = refused;
  }

  @Override
  public List<OutboxRecord> after(long position, int most) throws IOException {
    return read(reading -> reading.after(position, most));
  }

  @Override
  public List<OutboxRecord> open(Set<String> incidents) throws IOException {
    return read(
        reading -> {
          List<OutboxRecord> last = new ArrayList<>();
          for (String incident : incidents) {
            OutboxRecord record = reading.last(incident);
            if (record != null && record.alert() != null && !record.alert().closes()) {
              last.add(record);
            }
          }
          return last;
        });
  }

  private List<OutboxRecord> read(Question<List<OutboxRecord>> question) throws IOException {
    try {
      return reader.read(question);
    } catch (SQLException e) {
      throw new IOException("the store cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void delivered(String sink, SinkProgress progress) {
    delivered.accept(sink, progress);
  }

  @Override
  public void refused(DeadLetter letter) {
    refused.accept(letter);
  }

  @Override
  public void close() {
    reader.close();
  }
}
