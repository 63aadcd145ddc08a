package io.prefixwatch.daemon.store;

import io.prefixwatch.monitor.incident.Silence;
import io.prefixwatch.monitor.registry.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The table of silences. Used by one thread at a time. */
final class SilenceTable implements AutoCloseable {

  /** Between the scopes of one silence; none holds a line end. */
  private static final String BETWEEN = "\n";

  private final Connection connection;

  SilenceTable(Connection connection) {
    this.connection = connection;
  }

  /** The oldest first; one that is not understood any more is left out. */
  List<Silence> all() throws SQLException {
    List<Silence> silences = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT id, match, since_us, until_us, author, reason FROM silence"
                    + " ORDER BY since_us, id");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        List<Scope> match = scopes(row.getString(2));
        if (!match.isEmpty()) {
          silences.add(
              new Silence(
                  row.getString(1),
                  match,
                  StoredTime.of(row.getLong(3)),
                  StoredTime.of(row.getLong(4)),
                  row.getString(5),
                  row.getString(6)));
        }
      }
    }
    return silences;
  }

  private static List<Scope> scopes(String text) {
    List<Scope> scopes = new ArrayList<>();
    for (String written : text.split(BETWEEN, -1)) {
      Scope scope = Scope.parse(written);
      if (scope == null) {
        return List.of();
      }
      scopes.add(scope);
    }
    return scopes;
  }

  void add(Silence silence) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO silence (id, match, since_us, until_us, author, reason)"
                + " VALUES (?,?,?,?,?,?)")) {
      insert.setString(1, silence.id());
      insert.setString(
          2, String.join(BETWEEN, silence.match().stream().map(Scope::toString).toList()));
      insert.setLong(3, StoredTime.micros(silence.since()));
      insert.setLong(4, StoredTime.micros(silence.until()));
      insert.setString(5, silence.author());
      insert.setString(6, silence.reason());
      insert.executeUpdate();
    }
  }

  /** Removes one, and those that ended before that moment. */
  void remove(String id, Instant endedBefore) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM silence WHERE id = ? OR until_us < ?")) {
      delete.setString(1, id);
      delete.setLong(2, StoredTime.micros(endedBefore));
      delete.executeUpdate();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
