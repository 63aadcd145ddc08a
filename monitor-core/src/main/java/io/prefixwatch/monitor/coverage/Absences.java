package io.prefixwatch.monitor.coverage;

import io.prefixwatch.monitor.coverage.Observer.Says;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.registry.Preference;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.registry.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the observers of one prefix, taken together, say is missing. A pure function of them. */
final class Absences {

  private final List<Observer> observers;

  Absences(List<Observer> observers) {
    this.observers = observers;
  }

  Map<Kind, Condition> conditions(@Nullable Site primarySite) {
    Map<Kind, Condition> conditions = new EnumMap<>(Kind.class);
    conditions.put(Kind.AVAILABILITY_LOST, lost());
    conditions.put(Kind.AVAILABILITY_ON_BACKUP, onBackup());
    conditions.put(Kind.REDUNDANCY_GEO, geo());
    conditions.put(Kind.REDUNDANCY_LOCAL, local(primarySite));
    conditions.put(Kind.AVAILABILITY_MISSING, missing());
    return conditions;
  }

  /** Nobody holds it any more. */
  private Condition lost() {
    if (observers.stream().anyMatch(Observer::holds)) {
      return Condition.NO;
    }
    return whenGone(observers);
  }

  /** Primary sessions held it, and only backup sessions do. */
  private Condition onBackup() {
    List<Observer> primaries = observers.stream().filter(o -> !isBackup(o)).toList();
    List<Observer> backups = observers.stream().filter(Absences::isBackup).toList();
    boolean primaryHolds = primaries.stream().anyMatch(Observer::holds);
    if (primaryHolds || primaries.isEmpty() || backups.isEmpty()) {
      return Condition.NO;
    }
    return backups.stream().anyMatch(Observer::holds) ? whenGone(primaries) : Condition.WORSE;
  }

  /** How long only backup sessions hold it that nobody held it before; null if it is not so. */
  @Nullable Long failoverMs() {
    Instant since = onBackup().since();
    if (since == null) {
      return null;
    }
    Instant taken =
        observers.stream()
            .filter(o -> isBackup(o) && o.holds())
            .map(Observer::since)
            .min(Comparator.naturalOrder())
            .orElse(since);
    return Math.max(0, Duration.between(since, taken).toMillis());
  }

  private static boolean isBackup(Observer observer) {
    return observer.session().preference() == Preference.BACKUP;
  }

  /** Held at one site, having been held at two. */
  private Condition geo() {
    List<Observer> placed = observers.stream().filter(o -> o.session().site() != null).toList();
    Places sites = Places.of(placed, Absences::site);
    boolean nowhere = sites.holding() == 0 && sites.count() > 1;
    return nowhere ? Condition.WORSE : sites.fewerThanTwo();
  }

  /** Fewer than two routers of the primary site hold it, having been two. */
  private Condition local(@Nullable Site primarySite) {
    if (primarySite == null) {
      return Condition.NO;
    }
    List<Observer> there = observers.stream().filter(o -> o.session().isAt(primarySite)).toList();
    return Places.of(there, Absences::router).fewerThanTwo();
  }

  private static String site(Session session) {
    return session.site() == null ? "" : session.site().id();
  }

  /** A session whose router is not named may be on any, so it is one of its own. */
  private static String router(Session session) {
    return session.router() == null ? "session " + session.id() : session.router();
  }

  /** Some session does not hold it any more. */
  private Condition missing() {
    Instant first =
        observers.stream()
            .filter(o -> o.says() == Says.ABSENT)
            .map(Observer::since)
            .min(Comparator.naturalOrder())
            .orElse(null);
    if (first != null) {
      return Condition.since(first);
    }
    return observers.stream().anyMatch(Observer::isUnknown) ? Condition.UNDETERMINED : Condition.NO;
  }

  /** When the last of them lost it; of none there is nothing to say. */
  private static Condition whenGone(List<Observer> gone) {
    if (gone.stream().anyMatch(Observer::isUnknown)) {
      return Condition.UNDETERMINED;
    }
    Instant last = gone.stream().map(Observer::since).max(Comparator.naturalOrder()).orElse(null);
    return last == null ? Condition.NO : Condition.since(Objects.requireNonNull(last));
  }
}
