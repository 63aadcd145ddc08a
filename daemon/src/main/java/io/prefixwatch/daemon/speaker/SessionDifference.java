package io.prefixwatch.daemon.speaker;

import io.prefixwatch.daemon.config.SessionSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a reload means for the sessions.
 *
 * @param added to be started; a session whose protocol settings changed is removed and added
 * @param removed to be closed
 * @param kept untouched, perhaps under changed words
 */
record SessionDifference(
    List<SessionSettings> added, List<SessionSettings> removed, List<SessionSettings> kept) {

  static SessionDifference between(List<SessionSettings> before, List<SessionSettings> after) {
    Map<String, SessionSettings> old = new LinkedHashMap<>();
    before.forEach(settings -> old.put(settings.session().id(), settings));
    List<SessionSettings> added = new ArrayList<>();
    List<SessionSettings> kept = new ArrayList<>();
    List<SessionSettings> removed = new ArrayList<>();
    for (SessionSettings settings : after) {
      SessionSettings same = old.remove(settings.session().id());
      if (same == null) {
        added.add(settings);
      } else if (sameProtocol(same, settings)) {
        kept.add(settings);
      } else {
        removed.add(same);
        added.add(settings);
      }
    }
    removed.addAll(old.values());
    return new SessionDifference(added, removed, kept);
  }

  /** True if a session of the same id is started. */
  boolean isAdded(SessionSettings settings) {
    return added.stream().anyMatch(other -> other.session().id().equals(settings.session().id()));
  }

  /** True if a session need not start anew. */
  static boolean sameProtocol(SessionSettings a, SessionSettings b) {
    return a.session().peerAddress().equals(b.session().peerAddress())
        && a.session().peerAsn() == b.session().peerAsn()
        && a.active() == b.active()
        && a.port() == b.port()
        && a.families().equals(b.families())
        && a.addPath() == b.addPath()
        && a.roles().equals(b.roles())
        && a.security().equals(b.security());
  }
}
