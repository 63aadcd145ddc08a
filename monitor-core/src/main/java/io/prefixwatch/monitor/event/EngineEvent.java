package io.prefixwatch.monitor.event;

import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import java.time.Instant;
import java.util.Set;

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

  /** The configuration changed. Routes of newly registered prefixes follow as announcements. */
  record RegistryChanged(Instant at, Registry registry) implements EngineEvent {}

  /** Nothing happened but time. */
  record Tick(Instant at) implements EngineEvent {}
}
