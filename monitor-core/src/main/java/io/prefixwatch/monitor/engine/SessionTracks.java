package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.monitor.coverage.Knowledge;
import io.prefixwatch.monitor.incident.SessionCensus;
import io.prefixwatch.monitor.registry.Session;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All sessions the engine has heard of. Owned by the engine. */
final class SessionTracks implements SessionCensus, Knowledge.Source {

  private final Map<String, SessionTrack> tracks = new LinkedHashMap<>();
  private long version;

  SessionTrack track(Session session) {
    SessionTrack known = tracks.get(session.id());
    if (known != null) {
      return known;
    }
    version++;
    SessionTrack fresh = new SessionTrack(session);
    tracks.put(session.id(), fresh);
    return fresh;
  }

  @Nullable SessionTrack find(String session) {
    return tracks.get(session);
  }

  void remove(String session) {
    version++;
    tracks.remove(session);
  }

  /** Another one after each session that came or went. */
  long version() {
    return version;
  }

  Collection<SessionTrack> all() {
    return tracks.values();
  }

  @Override
  public int synced(@Nullable Family family) {
    int count = 0;
    for (SessionTrack track : tracks.values()) {
      boolean counts = family == null ? !track.synced.isEmpty() : track.synced.containsKey(family);
      if (track.up && counts) {
        count++;
      }
    }
    return count;
  }

  @Override
  public Knowledge of(String session, Family family) {
    SessionTrack track = tracks.get(session);
    return track == null ? Knowledge.DOWN : track.knowledge(family);
  }

  /** True if a session that shares its router, site or partner is up: it may be lost as well. */
  boolean isCompanionUp(Session session) {
    for (SessionTrack track : tracks.values()) {
      if (track.up && shares(track.session, session)) {
        return true;
      }
    }
    return false;
  }

  private static boolean shares(Session a, Session b) {
    return isSame(a.router(), b.router())
        || isSame(a.partnerId(), b.partnerId())
        || isSame(a.siteId(), b.siteId());
  }

  private static boolean isSame(@Nullable String a, @Nullable String b) {
    return a != null && a.equals(b);
  }
}
