package io.prefixwatch.daemon.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one writing connection. Used by one thread. */
public final class OutboxWriter implements AutoCloseable {

  private final Connection connection;
  private final Map<String, Set<String>> told = new HashMap<>();

  OutboxWriter(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
  }

  /**
   * Writes all of it and waits for the disk.
   *
   * @throws SQLException if it could not; nothing of it is written then
   */
  public void commit(Batch batch) throws SQLException {
    try {
      insert(batch);
      keepIncidents(batch);
      for (Map.Entry<String, SinkProgress> entry : batch.progress().entrySet()) {
        advance(entry.getKey(), entry.getValue());
      }
      for (DeadLetter letter : batch.refused()) {
        refuse(letter);
      }
      connection.commit();
      batch.progress().forEach((sink, progress) -> told.put(sink, progress.told()));
    } catch (SQLException e) {
      rollback(e);
      throw e;
    }
  }

  private void rollback(SQLException cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private void insert(Batch batch) throws SQLException {
    if (batch.records().isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR IGNORE INTO outbox (position, id, sequence, incident_id, kind, severity,"
                + " customer, partner, closes, time_us, line, silenced, prefix) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,"
                + "coalesce(?13, CASE WHEN ?4 IS NULL AND json_valid(CAST(?11 AS TEXT))"
                + " THEN json_extract(CAST(?11 AS TEXT), '$.prefix') END))")) {
      for (OutboxRecord record : batch.records()) {
        OutboxRecord.AlertLabels alert = record.alert();
        insert.setLong(1, record.position());
        insert.setString(2, record.id());
        insert.setLong(3, record.sequence());
        insert.setString(4, alert == null ? null : alert.incidentId());
        insert.setString(5, alert == null ? null : alert.kind());
        insert.setString(6, alert == null ? null : alert.severity());
        insert.setString(7, alert == null ? null : alert.customer());
        insert.setString(8, alert == null ? null : alert.partner());
        insert.setBoolean(9, alert != null && alert.closes());
        insert.setLong(10, record.timeMicros());
        insert.setBytes(11, record.line());
        insert.setBoolean(12, alert != null && alert.silenced());
        // An event says its prefix in its line only, which is short.
        insert.setString(13, record.incident() == null ? null : record.incident().prefix());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Of each incident where its last record stands; it goes to the disk with that. */
  private void keepIncidents(Batch batch) throws SQLException {
    Map<String, OutboxRecord> last = new HashMap<>();
    for (OutboxRecord record : batch.records()) {
      IncidentRow incident = record.incident();
      if (incident != null) {
        last.put(incident.dedupKey(), record);
      }
    }
    if (last.isEmpty()) {
      return;
    }
    try (PreparedStatement keep =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO incident (dedup_key, position, kind, prefix, discriminator,"
                + " sessions, closed, own_severity, planned, why) VALUES (?,?,?,?,?,?,?,?,?,?)")) {
      for (OutboxRecord record : last.values()) {
        IncidentRow incident = Objects.requireNonNull(record.incident());
        OutboxRecord.AlertLabels alert = record.alert();
        keep.setString(1, incident.dedupKey());
        keep.setLong(2, record.position());
        keep.setString(3, incident.kind());
        keep.setString(4, incident.prefix());
        keep.setString(5, incident.discriminator());
        keep.setString(6, String.join("\n", incident.sessions()));
        keep.setBoolean(7, alert != null && alert.closes());
        IncidentRow.Own own = incident.own();
        keep.setString(8, own == null ? null : own.severity());
        keep.setBoolean(9, own != null && own.planned());
        keep.setString(10, own == null ? null : own.why());
        keep.addBatch();
      }
      keep.executeBatch();
    }
  }

  private void advance(String sink, SinkProgress progress) throws SQLException {
    update(
        "INSERT INTO sink_cursor (sink, position) VALUES (?,?)"
            + " ON CONFLICT (sink) DO UPDATE SET position = excluded.position",
        sink,
        progress.position());
    @Nullable Set<String> before = told.get(sink);
    if (before == null) {
      update("DELETE FROM sink_incident WHERE sink = ?", sink);
      before = Set.of();
    }
    for (String incident : minus(before, progress.told())) {
      update("DELETE FROM sink_incident WHERE sink = ? AND incident_id = ?", sink, incident);
    }
    for (String incident : minus(progress.told(), before)) {
      update(
          "INSERT OR IGNORE INTO sink_incident (sink, incident_id) VALUES (?,?)", sink, incident);
    }
  }

  private static Set<String> minus(Set<String> some, Set<String> others) {
    Set<String> left = new HashSet<>(some);
    left.removeAll(others);
    return left;
  }

  private void refuse(DeadLetter letter) throws SQLException {
    update(
        "INSERT OR IGNORE INTO dead_letter (sink, position, time_us, reason) VALUES (?,?,?,?)",
        letter.sink(),
        letter.position(),
        letter.timeMicros(),
        letter.reason());
  }

  private int update(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }

  /**
   * Forgets records older than this that every sink has taken, but for the last ones of incidents
   * that are open.
   *
   * @param most how many at a time
   * @return how many
   */
  public int forget(long beforeMicros, long taken, int most) throws SQLException {
    try {
      int forgotten =
          update(
              "DELETE FROM outbox WHERE position IN (SELECT position FROM outbox"
                  + " WHERE time_us < ? AND position <= ? AND position NOT IN"
                  + " (SELECT position FROM incident WHERE NOT closed)"
                  + " ORDER BY time_us LIMIT ?)",
              beforeMicros,
              taken,
              most);
      update(
          "DELETE FROM incident WHERE closed AND NOT EXISTS"
              + " (SELECT 1 FROM outbox o WHERE o.position = incident.position)");
      connection.commit();
      return forgotten;
    } catch (SQLException e) {
      rollback(e);
      throw e;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
