package io.prefixwatch.monitor.incident;

import io.prefixwatch.monitor.registry.MaintenanceWindow;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What people have said about incidents: planned work, and silences. Owned by the book. */
final class Marks {

  /** What planned work brings about. Nobody plans a hijack, and a leak is a leak. */
  private static final Set<String> PLANNABLE =
      Set.of("session", "availability", "redundancy", "contract");

  private List<MaintenanceWindow> windows = List.of();
  private List<Silence> silences = List.of();

  void plan(List<MaintenanceWindow> planned) {
    windows = List.copyOf(planned);
  }

  void silence(List<Silence> wanted) {
    silences = List.copyOf(wanted);
  }

  /** When a window or a silence next begins or ends; null if none does. */
  @Nullable Instant nextEdge(Instant after) {
    Stream<Instant> edges =
        Stream.concat(
            windows.stream().flatMap(window -> Stream.of(window.from(), window.until())),
            silences.stream().map(Silence::until));
    return edges.filter(edge -> edge.isAfter(after)).min(Instant::compareTo).orElse(null);
  }

  /**
   * True if the incident belongs to planned work that goes on: it opened while a window was open
   * that still is, and all that it is about is in the scope. What is planned anyhow, because the
   * peer said so, needs no window.
   */
  boolean isPlanned(Incident incident, Instant at) {
    boolean said = incident.problem.maintenance();
    if (windows.isEmpty() || said || !PLANNABLE.contains(incident.key.kind().family())) {
      return false;
    }
    for (MaintenanceWindow window : windows) {
      boolean during = window.contains(at) && window.contains(incident.openedAt);
      if (during && covers(window.scope(), incident)) {
        return true;
      }
    }
    return false;
  }

  /** The id of the silence that hides the incident, null if none does. */
  @Nullable String silencedBy(Incident incident, Instant at) {
    for (Silence silence : silences) {
      if (silence.contains(at)
          && silence.match().stream().allMatch(scope -> covers(scope, incident))) {
        return silence.id();
      }
    }
    return null;
  }

  /** True if a record of now would be marked otherwise than the last one was. */
  boolean isMarkedOtherwise(Incident incident, Instant now) {
    return incident.planned != isPlanned(incident, now)
        || !Objects.equals(incident.silencedBy, silencedBy(incident, now));
  }

  private static boolean covers(Scope scope, Incident incident) {
    Problem problem = incident.problem;
    RegisteredPrefix registered = problem.registered();
    return switch (scope.sort()) {
      case REGISTRATION -> registered != null && scope.names(registered.registration().id());
      case CUSTOMER -> registered != null && scope.names(registered.registration().customer());
      case PARTNER -> scope.names(problem.partner());
      case PREFIX -> registered != null && scope.holds(registered.prefix());
      case KIND ->
          scope.names(incident.key.kind().label()) || scope.names(incident.key.kind().family());
      case INCIDENT -> scope.names(incident.incidentId);
      case SESSION, ROUTER, SITE -> isThere(scope, incident);
    };
  }

  /** All that it is about has to be there: what is seen elsewhere too has another cause. */
  private static boolean isThere(Scope scope, Incident incident) {
    List<Place> places = incident.problem.details().places();
    if (places.isEmpty()) {
      places = incident.sightings.stream().map(Place::of).toList();
    }
    if (places.isEmpty()) {
      return scope.sort() == Scope.Sort.SESSION && scope.names(incident.problem.subject());
    }
    return places.stream().allMatch(place -> isAt(scope, place));
  }

  private static boolean isAt(Scope scope, Place place) {
    return switch (scope.sort()) {
      case SESSION -> scope.namesSession(place.session());
      case ROUTER -> scope.names(place.router());
      case SITE -> scope.names(place.site());
      default -> false;
    };
  }
}
