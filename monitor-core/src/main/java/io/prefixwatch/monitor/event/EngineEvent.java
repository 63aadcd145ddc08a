package io.prefixwatch.monitor.event;

import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.monitor.incident.MalformedMessage;
import io.prefixwatch.monitor.incident.Silence;
import io.prefixwatch.monitor.registry.PrefixLimit;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.rpki.AnchorGuard;
import io.prefixwatch.monitor.rpki.RpkiChange;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything the engine can be told. Each event carries its time. */
public sealed interface EngineEvent {

  /** When it happened; the engine's clock is the largest time it has seen. */
  Instant at();

  /** A configured session is awaited from now on. */
  record SessionExpected(Instant at, Session session) implements EngineEvent {}

  /**
   * A session is Established; its routes follow.
   *
   * @param families that it carries
   */
  record SessionUp(Instant at, Session session, Set<Family> families) implements EngineEvent {
    public SessionUp {
      families = Set.copyOf(families);
    }
  }

  /**
   * A session is over.
   *
   * @param stale families whose routes stay for now (graceful restart)
   */
  record SessionDown(Instant at, String session, DownReason reason, Set<Family> stale)
      implements EngineEvent {
    public SessionDown {
      stale = Set.copyOf(stale);
    }
  }

  /**
   * A session that came up without being configured, and is down, will not be waited for any
   * longer. Nobody will ever tell what became of what it held.
   */
  record SessionForgotten(Instant at, String session) implements EngineEvent {}

  /**
   * Connections were refused for want of a key, or for their distance.
   *
   * @param subject the session, or the range of dynamic peers; {@code host} for what the kernel
   *     dropped for whoever listens there
   * @param partner whose it is, if that is known
   * @param refused each cause once, not empty
   */
  record ConnectionsRefused(
      Instant at, String subject, @Nullable String partner, List<RefusedConnections> refused)
      implements EngineEvent {
    public ConnectionsRefused {
      refused = List.copyOf(refused);
    }
  }

  /** The time that a lost session's routes may stay stale is over. */
  record RestartExpired(Instant at, String session) implements EngineEvent {}

  /** An End-of-RIB marker came. */
  record EndOfRib(Instant at, String session, Family family) implements EngineEvent {}

  /**
   * A session has sent all it has of a family.
   *
   * @param partial nobody said so; we stopped waiting
   */
  record SessionSynced(Instant at, String session, Family family, boolean partial)
      implements EngineEvent {}

  /**
   * A session announced a route that touches a registered prefix.
   *
   * @param pathId {@link io.prefixwatch.bgp.message.Nlri#NO_PATH_ID} for none
   */
  record RouteAnnounced(
      Instant at, String session, Prefix prefix, long pathId, PathAttributes attributes)
      implements EngineEvent {}

  /** A session withdrew a route that touches a registered prefix, or its stale time is over. */
  record RouteWithdrawn(Instant at, String session, Prefix prefix, long pathId)
      implements EngineEvent {}

  /**
   * A session sent an UPDATE that is malformed (RFC 7606) and touches a registered prefix or cannot
   * be read at all. What became of its routes follows.
   *
   * @param lost prefixes that it announced and that count as withdrawn instead; each touches a
   *     registered prefix
   */
  record UpdateMalformed(Instant at, String session, MalformedMessage message, List<Prefix> lost)
      implements EngineEvent {
    public UpdateMalformed {
      lost = List.copyOf(lost);
    }
  }

  /**
   * A session's routes of a family have come nearer to their limit, or are farther from it.
   *
   * @param routes held at that moment
   */
  record PrefixCountChanged(
      Instant at, String session, Family family, PrefixLimit.Level level, int routes)
      implements EngineEvent {}

  /**
   * A session has far more routes than it uses to have, or not any more.
   *
   * @param routes of all families that it holds
   * @param before how many it used to have
   */
  record RoutesSurged(Instant at, String session, boolean surging, int routes, long before)
      implements EngineEvent {}

  /**
   * A session begins or ceases to leave out routes of a family, because of its limit.
   *
   * @param limited from now on what is not held may still be announced
   */
  record SessionLimited(Instant at, String session, Family family, boolean limited)
      implements EngineEvent {}

  /** A session sends its routes of a family once more (RFC 2918, RFC 7313). */
  record RefreshStarted(Instant at, String session, Family family) implements EngineEvent {}

  /**
   * It is done with that. What it did not send again was withdrawn before.
   *
   * @param expired it never said so; we stopped waiting
   */
  record RefreshEnded(Instant at, String session, Family family, boolean expired)
      implements EngineEvent {}

  /** The configuration changed. Routes of newly registered prefixes follow as announcements. */
  record RegistryChanged(Instant at, Registry registry) implements EngineEvent {}

  /** What the RPKI says changed; the routes that this touches are judged again. */
  record RpkiChanged(Instant at, RpkiChange change) implements EngineEvent {}

  /**
   * A source of RPKI data became stale, or fresh again.
   *
   * @param detail since when, and what went wrong
   */
  record RpkiSourceJudged(Instant at, String source, boolean stale, String detail)
      implements EngineEvent {}

  /**
   * A trust anchor lost too much at once and is held, or is believed again.
   *
   * @param anchor its name; empty for all of a source that names none
   * @param loss null if it is believed again
   */
  record RpkiAnchorJudged(Instant at, String source, String anchor, AnchorGuard.@Nullable Loss loss)
      implements EngineEvent {}

  /** The silences that there are from now on. */
  record SilencesChanged(Instant at, List<Silence> silences) implements EngineEvent {
    public SilencesChanged {
      silences = List.copyOf(silences);
    }
  }

  /**
   * Somebody takes care of an incident.
   *
   * @param by who
   */
  record IncidentAcknowledged(Instant at, String incidentId, String by) implements EngineEvent {}

  /** Nothing happened but time. */
  record Tick(Instant at) implements EngineEvent {}
}
