package io.prefixwatch.daemon.store;

import io.prefixwatch.daemon.config.AddedRegistration;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The table of registrations that came over the API. Used by one thread at a time. */
final class RegistrationTable implements AutoCloseable {

  private final Connection connection;

  RegistrationTable(Connection connection) {
    this.connection = connection;
  }

  /** The oldest first. */
  List<AddedRegistration> all() throws SQLException {
    List<AddedRegistration> registrations = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT id, document, since_us FROM registration ORDER BY since_us, id");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        Instant since = StoredTime.of(row.getLong(3));
        registrations.add(new AddedRegistration(row.getString(1), row.getString(2), since));
      }
    }
    return registrations;
  }

  void add(AddedRegistration registration) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO registration (id, document, since_us) VALUES (?,?,?)")) {
      insert.setString(1, registration.id());
      insert.setString(2, registration.document());
      insert.setLong(3, StoredTime.micros(registration.since()));
      insert.executeUpdate();
    }
  }

  void remove(String id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM registration WHERE id = ?")) {
      delete.setString(1, id);
      delete.executeUpdate();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
