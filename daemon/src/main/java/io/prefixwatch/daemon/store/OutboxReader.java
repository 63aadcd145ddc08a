package io.prefixwatch.daemon.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A reading connection. Used by one thread; it sees what is committed. */
public final class OutboxReader implements AutoCloseable {

  private final Connection connection;

  OutboxReader(Connection connection) {
    this.connection = connection;
  }

  /** At most so many records behind a position, in order. */
  public List<OutboxRecord> after(long position, int most) throws SQLException {
    return select("WHERE position > ? ORDER BY position LIMIT ?", position, most);
  }

  private List<OutboxRecord> select(String which, @Nullable Object... values) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT position, id, sequence, time_us, incident_id, kind, severity, customer,"
                + " partner, closes, line, silenced FROM outbox "
                + which)) {
      for (int i = 0; i < values.length; i++) {
        select.setObject(i + 1, values[i]);
      }
      List<OutboxRecord> records = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          records.add(
              new OutboxRecord(
                  row.getLong(1),
                  row.getString(2),
                  row.getLong(3),
                  row.getLong(4),
                  labels(row),
                  row.getBytes(11)));
        }
      }
      return records;
    }
  }

  /** At most so many alerts behind a number, in order. */
  public List<OutboxRecord> alertsAfter(long sequence, int most) throws SQLException {
    return select(
        "WHERE incident_id IS NOT NULL AND sequence > ? ORDER BY sequence LIMIT ?", sequence, most);
  }

  /** The records of one incident, in order. */
  public List<OutboxRecord> incident(String incidentId, int most) throws SQLException {
    return select("WHERE incident_id = ? ORDER BY position LIMIT ?", incidentId, most);
  }

  /** The last record of an incident; null if there is none. */
  public @Nullable OutboxRecord last(String incidentId) throws SQLException {
    List<OutboxRecord> last =
        select("WHERE incident_id = ? ORDER BY position DESC LIMIT ?", incidentId, 1);
    return last.isEmpty() ? null : last.get(0);
  }

  /** At most so many alerts and events about a registered prefix, the latest first. */
  public List<OutboxRecord> ofPrefix(String prefix, long before, int most) throws SQLException {
    return select(
        "WHERE prefix = ? AND position < ? ORDER BY position DESC LIMIT ?", prefix, before, most);
  }

  /**
   * The last record of each incident, the latest first.
   *
   * @param before only those at smaller positions
   * @param state as the record says it; null for all
   * @param kind null for all
   * @param severity null for all
   */
  public List<OutboxRecord> incidents(
      long before,
      @Nullable String state,
      @Nullable String kind,
      @Nullable String severity,
      int most)
      throws SQLException {
    return select(
        "WHERE position < ?1 AND position IN (SELECT max(position) FROM outbox"
            + " WHERE incident_id IS NOT NULL GROUP BY incident_id)"
            // Cheap before dear: few are open, and only of those the line is read.
            + " AND (?2 IS NULL OR (closes = (?2 = 'closed') AND (?2 = 'closed'"
            + " OR json_extract(CAST(line AS TEXT), '$.state') = ?2)))"
            + " AND (?3 IS NULL OR kind = ?3) AND (?4 IS NULL OR severity = ?4)"
            + " ORDER BY position DESC LIMIT ?5",
        before,
        state,
        kind,
        severity,
        most);
  }

  /**
   * Who takes care of incidents that were open last, by what they are about ({@code dedup_key}). Of
   * several incidents of one key the last one counts.
   */
  public Map<String, String> acknowledged() throws SQLException {
    Map<String, String> by = new HashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT json_extract(CAST(line AS TEXT), '$.dedup_key'),"
                    + " json_extract(CAST(line AS TEXT), '$.acknowledged_by'), closes"
                    + " FROM outbox WHERE position IN (SELECT max(position) FROM outbox"
                    + " WHERE incident_id IS NOT NULL GROUP BY incident_id) ORDER BY position");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        String name = row.getString(2);
        if (name == null || row.getBoolean(3)) {
          by.remove(row.getString(1));
        } else {
          by.put(row.getString(1), name);
        }
      }
    }
    return by;
  }

  private static OutboxRecord.@Nullable AlertLabels labels(ResultSet row) throws SQLException {
    String incident = row.getString(5);
    return incident == null
        ? null
        : new OutboxRecord.AlertLabels(
            incident,
            row.getString(6),
            row.getString(7),
            row.getString(8),
            row.getString(9),
            row.getBoolean(12),
            row.getBoolean(10));
  }

  /** How far a sink has come; null for one that the store does not know. */
  public @Nullable SinkProgress progress(String sink) throws SQLException {
    Long position = number("SELECT position FROM sink_cursor WHERE sink = ?", sink);
    if (position == null) {
      return null;
    }
    Set<String> told = new HashSet<>();
    try (PreparedStatement select =
        connection.prepareStatement("SELECT incident_id FROM sink_incident WHERE sink = ?")) {
      select.setString(1, sink);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          told.add(row.getString(1));
        }
      }
    }
    return new SinkProgress(position, told);
  }

  /** The last record; empty if there is none. */
  public List<OutboxRecord> last() throws SQLException {
    return select("ORDER BY position DESC LIMIT 1");
  }

  /** Where the alert, or the event, of that number stands; null if it is not there. */
  public @Nullable Long positionOf(boolean event, long sequence) throws SQLException {
    String which = event ? "incident_id IS NULL" : "incident_id IS NOT NULL";
    return number("SELECT max(position) FROM outbox WHERE sequence = ? AND " + which, sequence);
  }

  /** The position of the last record, 0 if there is none. */
  public long lastPosition() throws SQLException {
    return orZero(number("SELECT max(position) FROM outbox"));
  }

  /** The number of the last alert, 0 if there is none. */
  public long lastAlert() throws SQLException {
    return orZero(number("SELECT max(sequence) FROM outbox WHERE incident_id IS NOT NULL"));
  }

  /** The number of the last event, 0 if there is none. */
  public long lastEvent() throws SQLException {
    return orZero(number("SELECT max(sequence) FROM outbox WHERE incident_id IS NULL"));
  }

  /** Records that a sink refused for good, in order. */
  public List<DeadLetter> deadLetters(String sink) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT position, time_us, reason FROM dead_letter WHERE sink = ? ORDER BY position")) {
      select.setString(1, sink);
      List<DeadLetter> letters = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          letters.add(new DeadLetter(sink, row.getLong(1), row.getLong(2), row.getString(3)));
        }
      }
      return letters;
    }
  }

  /**
   * Incidents in the order of their last records: those that are open, and those that were closed
   * since.
   */
  List<StoredIncident> incidents(long sinceMicros) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT i.dedup_key, i.kind, i.prefix, i.discriminator, i.sessions, o.line,"
                + " i.own_severity, i.planned, i.why"
                + " FROM incident i JOIN outbox o ON o.position = i.position"
                + " WHERE NOT i.closed OR o.time_us >= ? ORDER BY i.position")) {
      select.setLong(1, sinceMicros);
      List<StoredIncident> incidents = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          String sessions = row.getString(5);
          String severity = row.getString(7);
          String why = row.getString(9);
          incidents.add(
              new StoredIncident(
                  new IncidentRow(
                      row.getString(1),
                      row.getString(2),
                      row.getString(3),
                      row.getString(4),
                      sessions.isEmpty() ? List.of() : List.of(sessions.split("\n", -1)),
                      severity == null || why == null
                          ? null
                          : new IncidentRow.Own(severity, row.getBoolean(8), why)),
                  row.getBytes(6)));
        }
      }
      return incidents;
    }
  }

  private static long orZero(@Nullable Long number) {
    return number == null ? 0 : number;
  }

  private @Nullable Long number(String sql, Object... values) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        select.setObject(i + 1, values[i]);
      }
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        long number = row.getLong(1);
        return row.wasNull() ? null : (Long) number;
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
