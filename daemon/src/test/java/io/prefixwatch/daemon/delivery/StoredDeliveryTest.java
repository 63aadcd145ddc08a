package io.prefixwatch.daemon.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.SinkFilter;
import io.prefixwatch.daemon.delivery.Delivery.Destination;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.store.OutboxReader;
import io.prefixwatch.daemon.store.OutboxRecord;
import io.prefixwatch.daemon.store.Store;
import io.prefixwatch.monitor.event.Effect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delivery with a store: on the disk before any sink sees it, delivered until it is taken. */
class StoredDeliveryTest {

  @TempDir private Path folder;
  private Store store;

  @BeforeEach
  void open() throws Exception {
    store = Store.open(folder);
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  private Delivery delivery(RecordingSink... sinks) throws Exception {
    List<Destination> destinations = new ArrayList<>();
    for (RecordingSink sink : sinks) {
      destinations.add(new Destination(sink, SinkFilter.EVERYTHING));
    }
    Delivery delivery = new Delivery(destinations, new EventClock(), store, Duration.ofDays(90));
    delivery.start();
    return delivery;
  }

  private static Effect event(long sequence) {
    return Effects.event(sequence, Instant.now());
  }

  private static void accept(Delivery delivery, long from, long to) {
    delivery.accept(LongStream.rangeClosed(from, to).mapToObj(StoredDeliveryTest::event).toList());
  }

  private static List<String> ids(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(number -> "evt-" + number).toList();
  }

  @Test
  void isOnTheDiskBeforeASinkSeesIt() throws Exception {
    RecordingSink sink = new RecordingSink("log");
    List<Boolean> stored = new ArrayList<>();
    sink.whenWritten(
        record -> {
          try (OutboxReader reader = store.reader()) {
            stored.add(reader.lastPosition() >= record.position());
          } catch (SQLException e) {
            throw new AssertionError(e);
          }
        });
    Delivery delivery = delivery(sink);

    accept(delivery, 1, 50);

    assertThat(sink.await(50)).isEqualTo(ids(1, 50));
    delivery.stop();
    assertThat(stored).hasSize(50).doesNotContain(false);
  }

  @Test
  void goesOnWhereItEnded() throws Exception {
    RecordingSink before = new RecordingSink("log");
    Delivery first = delivery(before);
    accept(first, 1, 10);
    before.await(10);
    first.stop();

    RecordingSink after = new RecordingSink("log");
    Delivery second = delivery(after);
    accept(second, 11, 12);

    assertThat(after.await(2)).isEqualTo(ids(11, 12));
    second.stop();
  }

  @Test
  void deliversAfterARestartWhatASinkDidNotTake() throws Exception {
    RecordingSink willing = new RecordingSink("willing");
    RecordingSink dead = new RecordingSink("dead");
    dead.refuse(Integer.MAX_VALUE);
    Delivery first = delivery(willing, dead);
    accept(first, 1, 1_500);
    willing.await(1_500);
    first.stop();

    RecordingSink again = new RecordingSink("dead");
    Delivery second = delivery(new RecordingSink("willing"), again);
    accept(second, 1_501, 1_501);

    assertThat(again.await(1_501)).isEqualTo(ids(1, 1_501));
    second.stop();
  }

  @Test
  void beginsANewSinkWithWhatComesNext() throws Exception {
    RecordingSink old = new RecordingSink("old");
    Delivery first = delivery(old);
    accept(first, 1, 3);
    old.await(3);
    first.stop();

    RecordingSink fresh = new RecordingSink("fresh");
    Delivery second = delivery(new RecordingSink("old"), fresh);
    accept(second, 4, 4);

    assertThat(fresh.await(1)).isEqualTo(ids(4, 4));
    second.stop();
  }

  @Test
  void putsARefusedRecordAsideAndGoesOn() throws Exception {
    RecordingSink sink = new RecordingSink("picky");
    sink.refuseForGood("evt-2");
    Delivery delivery = delivery(sink);

    accept(delivery, 1, 3);

    assertThat(sink.await(2)).containsExactly("evt-1", "evt-3");
    delivery.stop();
    try (OutboxReader reader = store.reader()) {
      assertThat(reader.deadLetters("picky"))
          .singleElement()
          .satisfies(letter -> assertThat(letter.position()).isEqualTo(2))
          .satisfies(letter -> assertThat(letter.reason()).isEqualTo("never"));
    }
  }

  /** The store fails as a full disk would; nothing waits for it, and nothing is lost. */
  @Test
  void deliversFromMemoryWhileTheStoreFailsAndWritesLater() throws Exception {
    RecordingSink sink = new RecordingSink("log");
    Delivery delivery = delivery(sink);
    accept(delivery, 1, 1);
    sink.await(1);
    execute("ALTER TABLE outbox RENAME TO elsewhere");

    accept(delivery, 2, 2);

    List<OutboxRecord> seen = sink.awaitRecords(3);
    assertThat(line(seen.get(1)) + line(seen.get(2)))
        .contains("\"type\":\"StoreFailed\"")
        .contains("evt-2");
    StoreState failing = Objects.requireNonNull(delivery.storeState());
    assertThat(failing.works()).isFalse();
    assertThat(failing.reason()).contains("outbox");

    execute("ALTER TABLE elsewhere RENAME TO outbox");

    assertThat(line(sink.awaitRecords(4).get(3))).contains("\"type\":\"StoreRecovered\"");
    delivery.stop();
    try (OutboxReader reader = store.reader()) {
      assertThat(reader.after(0, 10))
          .extracting(OutboxRecord::id)
          .containsExactly("evt-1", "evt-2");
    }
  }

  private static String line(OutboxRecord record) {
    return new String(record.line(), StandardCharsets.UTF_8);
  }

  private void execute(String sql) throws Exception {
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("prefixwatch.db"));
        Statement statement = other.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 5000");
      statement.executeUpdate(sql);
    }
  }
}
