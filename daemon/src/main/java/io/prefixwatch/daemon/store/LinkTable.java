package io.prefixwatch.daemon.store;

import io.prefixwatch.monitor.topology.LearnedLinks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/** The table of learned links. Used by one thread at a time. */
final class LinkTable implements AutoCloseable {

  private static final long MAX_ASN = 0xFFFF_FFFFL;

  private final Connection connection;

  LinkTable(Connection connection) {
    this.connection = connection;
  }

  /**
   * Keeps links, all or none. Does not wait for the disk: what a loss of power takes is learned
   * again, and a link that is said to be new a day too long costs a little confidence.
   */
  void add(List<KnownLink> links) throws SQLException {
    try (Statement quick = connection.createStatement()) {
      quick.execute("PRAGMA synchronous = NORMAL");
    }
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO link (left_asn, right_asn, first_seen) VALUES (?,?,?)"
                + " ON CONFLICT (left_asn, right_asn)"
                + " DO UPDATE SET first_seen = min(first_seen, excluded.first_seen)")) {
      for (KnownLink link : links) {
        insert.setLong(1, link.left());
        insert.setLong(2, link.right());
        insert.setLong(3, link.firstSeen().getEpochSecond());
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /**
   * Reads the oldest that an engine has room for. A row that says nothing sensible is passed over;
   * one that was first seen later than now was seen now.
   *
   * @return how many rows were passed over
   */
  long read(List<KnownLink> into, Instant now) throws SQLException {
    long damaged = 0;
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT left_asn, right_asn, first_seen FROM link ORDER BY first_seen LIMIT ?")) {
      select.setInt(1, LearnedLinks.MAX_LINKS);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          // What is no number reads as 0.
          long left = row.getLong(1);
          long right = row.getLong(2);
          long seen = row.getLong(3);
          if (isAsn(left) && isAsn(right) && left != right && seen > 0) {
            Instant first = Instant.ofEpochSecond(Math.min(seen, now.getEpochSecond()));
            into.add(new KnownLink(left, right, first));
          } else {
            damaged++;
          }
        }
      }
    }
    return damaged;
  }

  private static boolean isAsn(long number) {
    return number > 0 && number <= MAX_ASN;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
