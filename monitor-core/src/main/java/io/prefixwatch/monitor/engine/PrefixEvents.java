package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.detect.Excused;
import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.event.EventType;
import io.prefixwatch.monitor.registry.Preference;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Session;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The Peering Service events of registered prefixes on PNI sessions.
 *
 * <p>Silent while a session is syncing: what it sends then is not news. When it is synced, what
 * differs from what was told before is made good.
 */
final class PrefixEvents {

  private final EventLog log;

  PrefixEvents(EventLog log) {
    this.log = log;
  }

  /**
   * The exact route of a registered prefix on a session changed.
   *
   * @param before the route that counted as holding, or null
   * @param after the route that counts now, or null
   */
  void changed(
      SessionTrack track,
      RegisteredPrefix registered,
      @Nullable HeldRoute before,
      @Nullable HeldRoute after,
      Instant now) {
    if (!track.session.isPni()) {
      return;
    }
    Prefix prefix = registered.prefix();
    if (track.isSyncing(prefix.family())) {
      if (before != null && after == null) {
        track.quietlyWithdrawn.add(prefix);
      } else if (after != null) {
        track.quietlyWithdrawn.remove(prefix);
      }
      return;
    }
    if (before == null && after != null) {
      announced(track.session, registered, after, now);
    } else if (before != null && after == null) {
      withdrawn(track.session, registered, before, now);
    } else if (before != null && after != null && !before.attributes().equals(after.attributes())) {
      pathChanged(track.session, registered, before, after, now);
    }
  }

  /** The origin of an exact route changed, whether or not either route counts as holding. */
  void originChanged(
      SessionTrack track,
      RegisteredPrefix registered,
      HeldRoute before,
      HeldRoute after,
      Instant now) {
    boolean same = Objects.equals(before.origin().members(), after.origin().members());
    if (same || !track.session.isPni() || track.isSyncing(registered.prefix().family())) {
      return;
    }
    EventType type =
        isBackup(track.session)
            ? EventType.PREFIX_BACKUP_ROUTE_ORIGIN_AS_CHANGE
            : EventType.PREFIX_ORIGIN_AS_CHANGE;
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("old_origin", before.origin().members());
    details.put("new_origin", after.origin().members());
    details.put("old_path", before.attributes().asPath());
    details.put("new_path", after.attributes().asPath());
    String summary =
        name(registered)
            + " changed its origin from "
            + before.origin().describe()
            + " to "
            + after.origin().describe()
            + on(track.session);
    write(type, summary, track.session, registered, details, now);
  }

  /** The session is lost; what it held is not held there any more. */
  void withdrawnWithSession(
      SessionTrack track, RegisteredPrefix registered, HeldRoute before, Instant now) {
    if (track.session.isPni() && track.toldWithdrawn.add(registered.prefix())) {
      withdrawn(track.session, registered, before, now);
    }
  }

  /** The session is synced: tells what differs from what was told before it was lost. */
  void synced(SessionTrack track, WatchedPrefix watched, @Nullable HeldRoute held, Instant now) {
    Prefix prefix = watched.registered.prefix();
    boolean toldWithdrawn = track.toldWithdrawn.remove(prefix);
    boolean quietlyWithdrawn = track.quietlyWithdrawn.remove(prefix);
    if (toldWithdrawn && held != null) {
      announced(track.session, watched.registered, held, now);
    } else if (quietlyWithdrawn && held == null && !toldWithdrawn) {
      write(
          withdrawal(track.session),
          name(watched.registered) + " is no longer held" + on(track.session),
          track.session,
          watched.registered,
          Map.of(),
          now);
    }
  }

  void blackholed(SessionTrack track, RegisteredPrefix registered, HeldRoute route, Instant now) {
    if (track.isSyncing(route.prefix().family())) {
      return;
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("route", route.prefix().toString());
    details.put("path", route.attributes().asPath());
    write(
        EventType.PREFIX_BLACKHOLED,
        route.prefix()
            + " in "
            + name(registered)
            + " is blackholed by "
            + route.origin().describe()
            + on(track.session),
        track.session,
        registered,
        details,
        now);
  }

  /** A route is held that opens no incident because the registration expects it. */
  void excepted(
      SessionTrack track,
      RegisteredPrefix registered,
      HeldRoute route,
      Excused excused,
      Instant now) {
    if (track.isSyncing(route.prefix().family())) {
      return;
    }
    Instant until = excused.exemption().until();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("route", route.prefix().toString());
    details.put("path", route.attributes().asPath());
    details.put("kind", excused.hidden().kind().label());
    details.put("reason", excused.exemption().reason());
    details.put("until", until == null ? null : until.toString());
    write(
        EventType.PREFIX_EXCEPTED,
        excused.hidden().summary() + ": expected (" + excused.exemption().describe() + ")",
        track.session,
        registered,
        details,
        now);
  }

  private void announced(
      Session session, RegisteredPrefix registered, HeldRoute route, Instant now) {
    EventType type =
        isBackup(session)
            ? EventType.PREFIX_BACKUP_ROUTE_ANNOUNCEMENT
            : EventType.PREFIX_ANNOUNCEMENT;
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("path", route.attributes().asPath());
    write(type, name(registered) + " is held" + on(session), session, registered, details, now);
  }

  private void withdrawn(
      Session session, RegisteredPrefix registered, HeldRoute route, Instant now) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("old_path", route.attributes().asPath());
    write(
        withdrawal(session),
        name(registered) + " is no longer held" + on(session),
        session,
        registered,
        details,
        now);
  }

  private void pathChanged(
      Session session,
      RegisteredPrefix registered,
      HeldRoute before,
      HeldRoute after,
      Instant now) {
    EventType type =
        isBackup(session) ? EventType.PREFIX_BACKUP_PATH : EventType.PREFIX_ACTIVE_PATH;
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("old_path", before.attributes().asPath());
    details.put("new_path", after.attributes().asPath());
    write(
        type,
        name(registered) + " changed its attributes" + on(session),
        session,
        registered,
        details,
        now);
  }

  private static EventType withdrawal(Session session) {
    return isBackup(session)
        ? EventType.PREFIX_BACKUP_ROUTE_WITHDRAWAL
        : EventType.PREFIX_WITHDRAWAL;
  }

  private static boolean isBackup(Session session) {
    return session.preference() == Preference.BACKUP;
  }

  private static String name(RegisteredPrefix registered) {
    return registered.registration().customer() + " " + registered.prefix();
  }

  private static String on(Session session) {
    return " on " + session.id();
  }

  private void write(
      EventType type,
      String summary,
      Session session,
      RegisteredPrefix registered,
      Map<String, Object> details,
      Instant now) {
    log.write(
        now,
        type,
        summary,
        session.id(),
        registered.registration().id(),
        registered.prefix(),
        details);
  }
}
