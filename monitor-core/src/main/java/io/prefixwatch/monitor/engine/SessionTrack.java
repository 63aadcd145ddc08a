package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.coverage.Knowledge;
import io.prefixwatch.monitor.registry.Session;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What the engine knows of one session; mutable, owned by the engine. */
final class SessionTrack {

  /** Replaced when the registry changes. */
  Session session;

  boolean up;
  boolean everUp;

  /** The session is lost, but some of its routes stay for a while (graceful restart). */
  boolean stale;

  final Set<Family> families = new LinkedHashSet<>();

  /** Families that are synced, with what that is worth. */
  final Map<Family, Knowledge> synced = new HashMap<>();

  final Map<Nlri, WatchedRoute> routes = new LinkedHashMap<>();

  /** Registered prefixes whose coverage this session is part of. */
  final Set<WatchedPrefix> covers = new LinkedHashSet<>();

  /** Prefixes whose withdrawal was told when the session was lost. */
  final Set<Prefix> toldWithdrawn = new LinkedHashSet<>();

  /** Prefixes that went while the session was syncing, when nothing is told. */
  final Set<Prefix> quietlyWithdrawn = new LinkedHashSet<>();

  SessionTrack(Session session) {
    this.session = session;
  }

  boolean isSyncing(Family family) {
    return up && families.contains(family) && !synced.containsKey(family);
  }

  Knowledge knowledge(Family family) {
    if (stale) {
      return Knowledge.UNKNOWN;
    }
    if (!up) {
      return Knowledge.DOWN;
    }
    if (!families.contains(family)) {
      return Knowledge.SYNCED;
    }
    return synced.getOrDefault(family, Knowledge.UNKNOWN);
  }
}
