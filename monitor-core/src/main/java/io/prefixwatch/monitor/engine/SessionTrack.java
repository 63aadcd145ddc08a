package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.coverage.Knowledge;
import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.incident.IncidentKey;
import io.prefixwatch.monitor.registry.Session;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the engine knows of one session; mutable, owned by the engine. */
final class SessionTrack {

  /** Replaced when the registry changes. */
  Session session;

  boolean up;
  boolean everUp;

  /** It was there before we were started, and has had no time yet to come up. */
  boolean awaited;

  /** The session is lost, but some of its routes stay for a while (graceful restart). */
  boolean stale;

  final Set<Family> families = new LinkedHashSet<>();

  /** Families that are synced, with what that is worth. */
  final Map<Family, Knowledge> synced = new HashMap<>();

  /** Families that the session is sending once more. */
  final Set<Family> refreshing = new HashSet<>();

  /** Families of which routes were left out, because of a limit. */
  final Set<Family> limited = new HashSet<>();

  Map<Nlri, WatchedRoute> routes = new LinkedHashMap<>();

  /** Routes that no registered prefix covers and that are leaked, with the incident's key. */
  Map<Nlri, Leaked> leaked = new LinkedHashMap<>();

  /** Origins of routes that cover registered prefixes and were there when the session synced. */
  Map<Nlri, List<Long>> coversAtSync = new LinkedHashMap<>();

  /** A route that is part of an incident. */
  record Leaked(IncidentKey key, HeldRoute route) {}

  /** Registered prefixes whose coverage this session is part of. */
  final Set<WatchedPrefix> covers = new LinkedHashSet<>();

  /** Prefixes whose withdrawal was told when the session was lost. */
  final Set<Prefix> toldWithdrawn = new LinkedHashSet<>();

  /** Prefixes that went while the session was syncing, when nothing is told. */
  Set<Prefix> quietlyWithdrawn = new LinkedHashSet<>();

  SessionTrack(Session session) {
    this.session = session;
  }

  boolean isSyncing(Family family) {
    return up && families.contains(family) && !synced.containsKey(family);
  }

  /** The session has come up with these families. */
  void nowUp(Session changed, Set<Family> carried) {
    session = changed;
    up = true;
    everUp = true;
    awaited = false;
    stale = false;
    forgetKnowledge();
    families.clear();
    families.addAll(carried);
  }

  /**
   * The session is lost.
   *
   * @param withStale some of its routes stay for a while
   */
  void nowDown(boolean withStale) {
    up = false;
    stale = withStale;
    forgetKnowledge();
    quietlyWithdrawn = new LinkedHashSet<>();
  }

  /** Forgets the room that routes took which are gone: it may have been a full table. */
  void trim() {
    routes = trimmed(routes);
    leaked = trimmed(leaked);
    coversAtSync = trimmed(coversAtSync);
  }

  private static <K, V> Map<K, V> trimmed(Map<K, V> map) {
    return new LinkedHashMap<>(map);
  }

  /** Nothing is known yet of a session that has just come up, nor any more of one that is lost. */
  private void forgetKnowledge() {
    synced.clear();
    refreshing.clear();
    limited.clear();
  }

  /** What the session can say about the absence of a route. */
  Knowledge knowledge(Family family) {
    if (stale || awaited) {
      return Knowledge.UNKNOWN;
    }
    if (!up) {
      return Knowledge.DOWN;
    }
    if (!families.contains(family)) {
      return Knowledge.SYNCED;
    }
    if (refreshing.contains(family) || limited.contains(family)) {
      return Knowledge.UNKNOWN;
    }
    return synced.getOrDefault(family, Knowledge.UNKNOWN);
  }
}
