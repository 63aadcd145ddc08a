package io.prefixwatch.daemon.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Brings a store to the newest shape: plain numbered files, each applied once, in order. */
final class Migrations {

  private static final List<String> FILES =
      List.of(
          "0001-outbox.sql",
          "0002-by-sequence.sql",
          "0003-silences.sql",
          "0004-incident.sql",
          "0005-events-by-sequence.sql",
          "0006-links.sql",
          "0007-incident-own.sql",
          "0008-registrations.sql",
          "0009-prefix.sql");

  private Migrations() {}

  /**
   * Applies what is missing.
   *
   * @throws SQLException if the store was written by a newer version, or cannot be written
   */
  static void apply(Connection connection) throws SQLException, IOException {
    int version = version(connection);
    if (version > FILES.size()) {
      throw new SQLException(
          "the store has shape " + version + ", and this version knows up to " + FILES.size());
    }
    for (int next = version; next < FILES.size(); next++) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        for (String sql : read(FILES.get(next)).split(";\\s*\\n", -1)) {
          if (!sql.isBlank()) {
            statement.executeUpdate(sql);
          }
        }
        statement.executeUpdate("PRAGMA user_version = " + (next + 1));
        connection.commit();
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  private static String read(String file) throws IOException {
    try (InputStream in = Migrations.class.getResourceAsStream("/store/" + file)) {
      if (in == null) {
        throw new IOException("the migration " + file + " is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
