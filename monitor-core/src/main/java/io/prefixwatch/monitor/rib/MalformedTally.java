package io.prefixwatch.monitor.rib;

import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.error.Issue;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.update.NlriCursor;
import io.prefixwatch.bgp.update.ScannedMessage;
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.monitor.event.EngineEvent.UpdateMalformed;
import io.prefixwatch.monitor.incident.MalformedMessage;
import io.prefixwatch.monitor.index.PrefixIndex;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The malformed UPDATEs of one session: counts each, and makes a report of those that matter. Owned
 * by one {@link SessionIntake}.
 *
 * <p>Counting allocates nothing; a report is made only for a message that touches a registered
 * prefix or resets the session.
 */
final class MalformedTally {

  /** The octets of one message a minute are enough to find the fault. */
  private static final long OCTETS_EVERY_MICROS = 60_000_000L;

  /** Lost prefixes listed in one report; a message has room for many more. */
  private static final int MAX_LOST = 1000;

  private long discarding;
  private long withdrawing;
  private long resetting;
  private boolean octetsShown;
  private long octetsShownAt;

  /** UPDATEs that ended so. */
  long count(Disposition disposition) {
    return switch (disposition) {
      case NONE -> 0;
      case DISCARD -> discarding;
      case WITHDRAW -> withdrawing;
      case FAMILY_DISABLE, RESET -> resetting;
    };
  }

  private void add(boolean withdraws) {
    if (withdraws) {
      withdrawing++;
    } else {
      discarding++;
    }
  }

  /**
   * Counts a message whose routes are kept or count as withdrawn.
   *
   * @param session its id
   * @return what the engine should hear of it, or null
   */
  @Nullable UpdateMalformed keeping(
      UpdateScan scan, PrefixIndex index, String session, long micros) {
    boolean withdraws = scan.disposition() == Disposition.WITHDRAW;
    add(withdraws);
    Set<Prefix> hits = registered(scan.announcedPlain(), index, null);
    hits = registered(scan.announcedMultiprotocol(), index, hits);
    boolean touches =
        hits != null
            || touches(scan.withdrawnPlain(), index)
            || touches(scan.withdrawnMultiprotocol(), index);
    if (!touches || isAsConfigured(scan)) {
      return null;
    }
    List<Prefix> lost = hits == null || !withdraws ? List.of() : List.copyOf(hits);
    return report(scan, session, micros, lost, null);
  }

  /** Counts a message that resets the session; nothing in it can be trusted. */
  UpdateMalformed resetting(
      UpdateScan scan, String session, long micros, @Nullable Notification sent) {
    resetting++;
    return report(scan, session, micros, List.of(), sent);
  }

  /** Counts an entry of a table dump that counts as withdrawn or lost an attribute. */
  @Nullable UpdateMalformed entry(
      UpdateScan scan, PrefixIndex index, Prefix prefix, String session, long micros) {
    Disposition disposition = scan.disposition();
    boolean withdraws = disposition == Disposition.WITHDRAW;
    add(withdraws);
    if (index.longestCover(prefix) < 0) {
      return null;
    }
    List<Prefix> lost = withdraws ? List.of(prefix) : List.of();
    MalformedMessage message = new MalformedMessage(disposition, issues(scan), null, 0, null);
    return new UpdateMalformed(SyncWatch.instant(micros), session, message, lost);
  }

  private UpdateMalformed report(
      UpdateScan scan,
      String session,
      long micros,
      List<Prefix> lost,
      @Nullable Notification sent) {
    MalformedMessage message =
        new MalformedMessage(
            scan.disposition(),
            issues(scan),
            octets(scan, micros),
            ScannedMessage.length(scan),
            sent);
    return new UpdateMalformed(SyncWatch.instant(micros), session, message, lost);
  }

  /** What was wrong, as far as it was listed; what decided the outcome is always among it. */
  private static List<Issue> issues(UpdateScan scan) {
    Issue cause = scan.cause();
    List<Issue> listed = scan.issues();
    if (cause == null || listed.contains(cause)) {
      return listed;
    }
    List<Issue> all = new ArrayList<>(listed);
    all.add(cause);
    return all;
  }

  private @Nullable Octets octets(UpdateScan scan, long micros) {
    if (octetsShown && micros - octetsShownAt < OCTETS_EVERY_MICROS) {
      return null;
    }
    octetsShown = true;
    octetsShownAt = micros;
    return ScannedMessage.copy(scan, MalformedMessage.MAX_OCTETS);
  }

  /** The operator asked for these attributes to be left out: that is no news. */
  private static boolean isAsConfigured(UpdateScan scan) {
    Set<Integer> discarded = scan.context().policy().discardTypes();
    if (scan.disposition() != Disposition.DISCARD || discarded.isEmpty()) {
      return false;
    }
    for (Issue issue : scan.issues()) {
      if (!discarded.contains(issue.attribute())) {
        return false;
      }
    }
    return true;
  }

  private static boolean touches(NlriCursor cursor, PrefixIndex index) {
    while (cursor.next()) {
      if (isHit(cursor, index)) {
        return true;
      }
    }
    return false;
  }

  /** Adds what touches a registered prefix; makes the set only if there is something. */
  private static @Nullable Set<Prefix> registered(
      NlriCursor cursor, PrefixIndex index, @Nullable Set<Prefix> before) {
    Set<Prefix> hits = before;
    while (cursor.next()) {
      if (isHit(cursor, index)) {
        hits = hits == null ? new LinkedHashSet<>() : hits;
        if (hits.size() < MAX_LOST) {
          hits.add(cursor.toPrefix());
        }
      }
    }
    return hits;
  }

  private static boolean isHit(NlriCursor cursor, PrefixIndex index) {
    return index.longestCover(cursor.ipv6(), cursor.hi(), cursor.lo(), cursor.length()) >= 0;
  }
}
