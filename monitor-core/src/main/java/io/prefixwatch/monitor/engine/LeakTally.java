package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.detect.RouteKey;
import io.prefixwatch.monitor.detect.SessionFinding;
import io.prefixwatch.monitor.incident.Problem;
import io.prefixwatch.monitor.incident.ProblemDetails;
import io.prefixwatch.monitor.incident.Sighting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The routes of one leak: how many, the first of them, and on which sessions. Mutable, owned by
 * {@link SessionLeaks}. What a route costs does not depend on how many there are.
 */
final class LeakTally {

  /** Of a session that has some of the routes. */
  private static final class Seen {
    private final Sighting sighting;
    private int routes;

    Seen(Sighting sighting) {
      this.sighting = sighting;
    }
  }

  private final Map<String, Seen> sessions = new LinkedHashMap<>();

  /** The first of the routes that are there; as many as a record shows. */
  private final Map<RouteKey, HeldRoute> shown = new LinkedHashMap<>();

  /** Sessions that had some of them and are lost. */
  private final Set<String> awaited = new LinkedHashSet<>();

  private @Nullable SessionFinding finding;
  private @Nullable HeldRoute example;
  private int count;

  int count() {
    return count;
  }

  void add(SessionFinding why, HeldRoute route) {
    finding = finding == null || count == 0 ? why : finding;
    example = example == null || count == 0 ? route : example;
    count++;
    String session = route.session().id();
    sessions.computeIfAbsent(
            session, unused -> new Seen(Sighting.of(route.session(), route.since())))
        .routes++;
    if (shown.size() < Problem.MAX_AFFECTED) {
      shown.put(route.key(), route);
    }
  }

  void remove(HeldRoute route) {
    count--;
    String session = route.session().id();
    Seen seen = sessions.get(session);
    if (seen != null && --seen.routes == 0) {
      sessions.remove(session);
    }
    shown.remove(route.key());
  }

  void await(String session) {
    awaited.add(session);
  }

  /** True if the session was awaited. */
  boolean stopAwaiting(String session) {
    return awaited.remove(session);
  }

  /** True if the session has some of the routes, or had when it was lost. */
  boolean concerns(String session) {
    return sessions.containsKey(session) || awaited.contains(session);
  }

  boolean isAwaiting() {
    return !awaited.isEmpty();
  }

  /** Sessions that have some of them, or had when they were lost. */
  Set<String> concerned() {
    Set<String> all = new LinkedHashSet<>(sessions.keySet());
    all.addAll(awaited);
    return all;
  }

  List<Sighting> sightings() {
    return sessions.values().stream().map(seen -> seen.sighting).toList();
  }

  /** What there is to say; something was added before. */
  Problem problem() {
    SessionFinding why = finding;
    HeldRoute route = shown.isEmpty() ? example : shown.values().iterator().next();
    if (why == null || route == null) {
      throw new IllegalStateException("nothing was added");
    }
    List<Prefix> prefixes = new ArrayList<>(shown.size());
    shown.values().forEach(member -> prefixes.add(member.prefix()));
    boolean one = why.ofPrefix();
    return new Problem(
        why.severity(),
        null,
        route.session().partnerId(),
        why.ofSession() ? route.session().id() : null,
        one ? why.affected() : prefixes,
        one ? why.affectedTotal() : count,
        why.rule(),
        route,
        null,
        why.suspectAsn(),
        why.evidence(),
        one ? why.what() : count + (count == 1 ? " route " : " routes ") + why.what(),
        why.why() + " Such as " + route.prefix() + ", path [" + path(route) + "].",
        null,
        false,
        null,
        List.of(),
        ProblemDetails.ofLeak(why.method(), why.rfc7908Type()));
  }

  private static String path(HeldRoute route) {
    return route.attributes().asPath().toString();
  }
}
