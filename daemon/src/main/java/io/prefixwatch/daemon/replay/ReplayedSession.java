package io.prefixwatch.daemon.replay;

import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.monitor.rib.SessionIntake;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One peer of a recording, as a session of ours. Owned by the {@link Replay}. */
final class ReplayedSession {

  private static final Set<Family> FAMILIES = Set.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST);

  private final SessionIntake intake;

  /** Families of which a table dump showed routes, until the dump is over. */
  private final Set<Family> dumped = new LinkedHashSet<>();

  private boolean up;
  private long clock = Long.MIN_VALUE;

  /** The recording tells of changes of state, so nothing else brings the session up but routes. */
  private boolean hasStates;

  private boolean addPath;
  private @Nullable Notification lastWords;

  ReplayedSession(SessionIntake intake) {
    this.intake = intake;
  }

  SessionIntake intake() {
    return intake;
  }

  /**
   * Takes the time of the session's next record. Records of other sessions may have overtaken it;
   * its own clock never goes back.
   *
   * @return that clock, in microseconds since 1970
   */
  long heard(long micros) {
    clock = Math.max(clock, micros);
    return clock;
  }

  /** A session whose routes are seen is up. */
  void ensureUp(Instant now) {
    if (!up) {
      up = true;
      lastWords = null;
      intake.up(now, FAMILIES, addPath ? FAMILIES : Set.of(), false);
    }
  }

  /**
   * A session whose states are not recorded is up from its first record. An OPEN alone says less:
   * the KEEPALIVE that answers it says that it was accepted.
   */
  void keptAlive(Instant now) {
    if (!hasStates) {
      ensureUp(now);
    }
  }

  /** The recording says that the session is Established. */
  void established(Instant now) {
    hasStates = true;
    ensureUp(now);
  }

  /** The recording says that the session is not Established. */
  void lost(Instant now) {
    hasStates = true;
    if (up) {
      up = false;
      DownReason reason =
          lastWords == null
              ? DownReason.of(DownReason.Cause.RECORDED)
              : new DownReason(DownReason.Cause.NOTIFICATION_RECEIVED, lastWords);
      intake.down(now, reason, Set.of());
    }
  }

  /** A NOTIFICATION was recorded; the change of state that follows is its work. */
  void notified(@Nullable Notification notification) {
    lastWords = notification;
  }

  /** Routes carry path identifiers from here on. */
  void useAddPath() {
    if (!addPath) {
      addPath = true;
      intake.useAddPath(FAMILIES);
    }
  }

  void dumped(boolean ipv6) {
    dumped.add(ipv6 ? Family.IPV6_UNICAST : Family.IPV4_UNICAST);
  }

  /** A table dump is over: it showed all that the session held. */
  void dumpOver(Instant now) {
    dumped.forEach(family -> intake.complete(family, now));
    dumped.clear();
  }
}
