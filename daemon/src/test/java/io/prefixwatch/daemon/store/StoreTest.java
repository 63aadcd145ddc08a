package io.prefixwatch.daemon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prefixwatch.daemon.store.OutboxRecord.AlertLabels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

  @TempDir private Path folder;

  private static OutboxRecord alert(long position, String incident, boolean closes) {
    return new OutboxRecord(
        position,
        incident + "-" + position,
        position + 100,
        position * 1_000,
        new AlertLabels(incident, "hijack.origin", "critical", null, "acme", false, closes),
        ("{\"n\":" + position + "}\n").getBytes(StandardCharsets.UTF_8));
  }

  private static OutboxRecord event(long position) {
    return new OutboxRecord(
        position, "evt-" + position, position, position * 1_000, null, new byte[] {'\n'});
  }

  private void commit(Batch batch) throws Exception {
    try (Store store = Store.open(folder);
        OutboxWriter writer = store.writer()) {
      writer.commit(batch);
    }
  }

  private static Batch records(OutboxRecord... records) {
    return new Batch(List.of(records), Map.of(), List.of());
  }

  @Test
  void keepsRecordsInTheirOrder() throws Exception {
    commit(records(alert(1, "inc-a", false), event(2), alert(3, "inc-a", true)));

    try (Store store = Store.open(folder);
        OutboxReader reader = store.reader()) {
      List<OutboxRecord> kept = reader.after(0, 10);
      assertThat(kept).extracting(OutboxRecord::position).containsExactly(1L, 2L, 3L);
      assertThat(kept.get(0).alert())
          .isEqualTo(
              new AlertLabels("inc-a", "hijack.origin", "critical", null, "acme", false, false));
      assertThat(kept.get(1).isEvent()).isTrue();
      assertThat(new String(kept.get(2).line(), StandardCharsets.UTF_8)).isEqualTo("{\"n\":3}\n");
      assertThat(reader.after(1, 1)).extracting(OutboxRecord::id).containsExactly("evt-2");
      assertThat(store.lastAlert()).isEqualTo(103);
      assertThat(store.lastEvent()).isEqualTo(2);
    }
  }

  @Test
  void keepsAllOfABatchOrNothing() throws Exception {
    try (Store store = Store.open(folder);
        OutboxWriter writer = store.writer();
        OutboxReader reader = store.reader()) {
      try (Connection other = store.connect(false);
          Statement statement = other.createStatement()) {
        statement.executeUpdate("DROP TABLE sink_cursor");
      }

      Batch batch = new Batch(List.of(event(1)), Map.of("a", SinkProgress.NONE), List.of());
      assertThatThrownBy(() -> writer.commit(batch)).isInstanceOf(SQLException.class);

      assertThat(reader.after(0, 10)).isEmpty();
    }
  }

  @Test
  void keepsHowFarASinkHasComeAndWhatItWasToldOf() throws Exception {
    commit(
        new Batch(
            List.of(), Map.of("a", new SinkProgress(7, Set.of("inc-a", "inc-b"))), List.of()));
    commit(
        new Batch(
            List.of(), Map.of("a", new SinkProgress(9, Set.of("inc-b", "inc-c"))), List.of()));

    try (Store store = Store.open(folder);
        OutboxReader reader = store.reader()) {
      assertThat(reader.progress("a")).isEqualTo(new SinkProgress(9, Set.of("inc-b", "inc-c")));
      assertThat(reader.progress("unknown")).isNull();
    }
  }

  @Test
  void forgetsOldRecordsThatEverySinkHas() throws Exception {
    commit(records(event(1), event(2), event(3), event(4)));

    try (Store store = Store.open(folder);
        OutboxWriter writer = store.writer();
        OutboxReader reader = store.reader()) {
      assertThat(writer.forget(3_500, 2, 100)).isEqualTo(2);

      assertThat(reader.after(0, 10)).extracting(OutboxRecord::position).containsExactly(3L, 4L);
      assertThat(reader.lastPosition()).isEqualTo(4);
    }
  }

  private static OutboxRecord ofIncident(long position, String key, boolean closes) {
    OutboxRecord record = alert(position, "inc-" + key, closes);
    return new OutboxRecord(
        position,
        record.id(),
        record.sequence(),
        record.timeMicros(),
        record.alert(),
        record.line(),
        new IncidentRow(
            key,
            "hijack.origin",
            null,
            "",
            List.of("s1", "s2"),
            closes ? null : new IncidentRow.Own("major", true, "because " + key)));
  }

  @Test
  void keepsTheLastRecordOfEachIncidentThatIsOpenOrWasClosedSince() throws Exception {
    commit(
        records(ofIncident(1, "a", false), ofIncident(2, "b", false), ofIncident(3, "a", false)));
    commit(records(ofIncident(4, "b", true), ofIncident(5, "c", true)));

    try (Store store = Store.open(folder)) {
      List<StoredIncident> since = store.incidents(5_000);
      assertThat(since).extracting(one -> one.row().dedupKey()).containsExactly("a", "c");
      assertThat(since.get(0).row().sessions()).containsExactly("s1", "s2");
      assertThat(since.get(0).row().own())
          .isEqualTo(new IncidentRow.Own("major", true, "because a"));
      assertThat(since.get(1).row().own()).as("of a version before").isNull();
      assertThat(new String(since.get(0).line(), StandardCharsets.UTF_8)).isEqualTo("{\"n\":3}\n");
    }
  }

  @Test
  void sparesTheLastRecordOfAnIncidentThatIsOpen() throws Exception {
    commit(records(ofIncident(1, "a", false), ofIncident(2, "b", true), event(3), event(4)));

    try (Store store = Store.open(folder);
        OutboxWriter writer = store.writer()) {
      assertThat(writer.forget(10_000, 4, 100)).isEqualTo(3);

      assertThat(store.incidents(0)).extracting(one -> one.row().dedupKey()).containsExactly("a");
    }
  }

  @Test
  void isHeldByOneAtATime() throws IOException {
    try (Store store = Store.open(folder)) {
      assertThat(store).isNotNull();
      assertThatThrownBy(() -> Store.open(folder))
          .isInstanceOf(StoreLockedException.class)
          .hasMessageContaining("is in use by another process");
    }
    Store.open(folder).close();
  }

  @Test
  void saysThatAFileIsNoStore() throws IOException {
    Files.writeString(
        folder.resolve("prefixwatch.db"), "this is no database, but long enough ".repeat(99));

    assertThatIOException()
        .isThrownBy(() -> Store.open(folder))
        .withMessageContaining("cannot be used")
        .withMessageContaining("not a database");
  }

  @Test
  void refusesAStoreOfALaterVersion() throws Exception {
    try (Store store = Store.open(folder);
        Connection connection = store.connect(false);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA user_version = 99");
    }

    assertThatIOException().isThrownBy(() -> Store.open(folder)).withMessageContaining("shape 99");
  }
}
