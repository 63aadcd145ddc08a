package io.prefixwatch.daemon.speaker;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.session.SessionState;
import io.prefixwatch.monitor.registry.Session;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a session is at one moment. Counts are since it was made.
 *
 * @param dynamic whether it is a peer of a range
 * @param establishedAt null while it is not up
 * @param flaps how often it was up and went down
 * @param updates UPDATE messages received
 * @param malformed UPDATEs with errors by what they cost (RFC 7606): discard, withdraw, reset
 * @param tables of the families that the session carries, or was configured to carry while down
 */
public record SessionStatus(
    Session session,
    boolean dynamic,
    SessionState state,
    @Nullable Instant establishedAt,
    long flaps,
    long updates,
    Map<String, Long> malformed,
    List<Table> tables) {

  public SessionStatus {
    malformed = Map.copyOf(malformed);
    tables = List.copyOf(tables);
  }

  /**
   * The routes of one family.
   *
   * @param routes held now
   * @param leftOut not stored because of a limit, so far
   * @param synced whether the peer has sent all that it has
   */
  public record Table(Family family, int routes, long leftOut, boolean synced) {}

  public boolean isUp() {
    return state == SessionState.ESTABLISHED;
  }

  /** Up, with every table complete. */
  public boolean isSynced() {
    return isUp() && tables.stream().allMatch(Table::synced);
  }
}
