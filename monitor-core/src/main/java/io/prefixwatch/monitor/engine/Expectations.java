package io.prefixwatch.monitor.engine;

import io.prefixwatch.monitor.coverage.Meeting;
import io.prefixwatch.monitor.registry.Registration;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions each registration expects, worked out once for all that expect the same, and again
 * only after the sessions have changed. Owned by the engine.
 */
final class Expectations {

  private record Key(@Nullable String partner, @Nullable String primary, @Nullable String backup) {

    static Key of(Registration of) {
      String primary = of.primarySite() == null ? null : of.primarySite().id();
      String backup = of.backupSite() == null ? null : of.backupSite().id();
      return new Key(of.partnerId(), primary, backup);
    }
  }

  private final SessionTracks tracks;
  private final Map<Key, Expectation> byKey = new LinkedHashMap<>();
  private Registry registry;
  private long reloads;

  Expectations(SessionTracks tracks, Registry registry) {
    this.tracks = tracks;
    this.registry = registry;
  }

  /** Begins anew; nothing is a member any more. */
  void configure(Registry changed) {
    registry = changed;
    reloads++;
    byKey.clear();
  }

  Expectation of(Registration registration) {
    Expectation expectation =
        byKey.computeIfAbsent(Key.of(registration), unused -> new Expectation(registration));
    refresh(expectation);
    return expectation;
  }

  /** Those that expect a session. */
  List<Expectation> expecting(Session session) {
    return byKey.values().stream().filter(one -> one.registration.expects(session)).toList();
  }

  /** Brings the sessions up to date. */
  void refresh(Expectation expectation) {
    long version = tracks.version() + reloads;
    if (expectation.version == version) {
      return;
    }
    expectation.version = version;
    Registration registration = expectation.registration;
    List<SessionTrack> sessions = new ArrayList<>();
    Map<String, Session> known = new LinkedHashMap<>();
    registry.sessions().forEach(session -> known.put(session.id(), session));
    for (SessionTrack track : tracks.all()) {
      known.put(track.session.id(), track.session);
      if (registration.expects(track.session)) {
        sessions.add(track);
      }
    }
    expectation.sessions = sessions;
    expectation.meeting = meeting(registration, known);
  }

  private static Meeting meeting(Registration registration, Map<String, Session> known) {
    Set<String> routers = new HashSet<>();
    int backups = 0;
    for (Session session : known.values()) {
      if (!registration.expects(session)) {
        continue;
      }
      if (registration.primarySite() != null && session.isAt(registration.primarySite())) {
        String router = session.router();
        routers.add(router == null ? "session " + session.id() : router);
      }
      if (registration.backupSite() != null && session.isAt(registration.backupSite())) {
        backups++;
      }
    }
    return new Meeting(routers.size(), backups);
  }
}
