package io.prefixwatch.daemon.delivery;

import io.prefixwatch.daemon.delivery.sink.RecordRefusedException;
import io.prefixwatch.daemon.delivery.sink.Sink;
import io.prefixwatch.daemon.store.OutboxRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** Keeps what it is given; refuses what it is told to. */
final class RecordingSink implements Sink {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String name;
  private final List<OutboxRecord> records = new CopyOnWriteArrayList<>();
  private volatile int refusals;
  private volatile String refused = "";
  private volatile Consumer<OutboxRecord> whenWritten = record -> {};

  RecordingSink(String name) {
    this.name = name;
  }

  void refuse(int times) {
    refusals = times;
  }

  void refuseForGood(String id) {
    refused = id;
  }

  void whenWritten(Consumer<OutboxRecord> listener) {
    whenWritten = listener;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean wantsEvents() {
    return true;
  }

  @Override
  public void write(OutboxRecord record) throws IOException {
    if (record.id().equals(refused)) {
      throw new RecordRefusedException("never");
    }
    int left = refusals;
    if (left > 0) {
      refusals = left - 1;
      throw new IOException("not now");
    }
    whenWritten.accept(record);
    records.add(record);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  /** The ids of all records, once there are so many. */
  List<String> await(int count) {
    return awaitRecords(count).stream().map(OutboxRecord::id).toList();
  }

  List<OutboxRecord> awaitRecords(int count) {
    Awaitility.await(count + " records for " + name)
        .atMost(PATIENCE)
        .until(() -> records.size() >= count);
    return List.copyOf(records);
  }
}
