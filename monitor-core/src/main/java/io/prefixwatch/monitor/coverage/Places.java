package io.prefixwatch.monitor.coverage;

import io.prefixwatch.monitor.registry.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Routers, or sites, that hold a prefix or held it; each has one observer or more. */
final class Places {

  private final List<List<Observer>> places;

  private Places(Collection<List<Observer>> places) {
    this.places = List.copyOf(places);
  }

  static Places of(List<Observer> observers, Function<Session, String> place) {
    Map<String, List<Observer>> byPlace = new LinkedHashMap<>();
    for (Observer observer : observers) {
      byPlace
          .computeIfAbsent(place.apply(observer.session()), unused -> new ArrayList<>())
          .add(observer);
    }
    return new Places(byPlace.values());
  }

  /** Places that hold it or held it. */
  int count() {
    return places.size();
  }

  /** Places of which some session holds it. */
  int holding() {
    return (int) places.stream().filter(Places::holds).count();
  }

  /** Whether fewer than two hold it that were two, and since when. */
  Condition fewerThanTwo() {
    int holding = holding();
    if (places.size() < 2 || holding >= 2) {
      return Condition.NO;
    }
    long open = places.stream().filter(place -> !holds(place) && mayHold(place)).count();
    if (holding + open >= 2) {
      return Condition.UNDETERMINED;
    }
    List<Instant> lost =
        places.stream()
            .filter(place -> !holds(place) && !mayHold(place))
            .map(Places::lostAt)
            .sorted(Comparator.reverseOrder())
            .toList();
    // With none left, it was the last but one to go that made it fewer than two.
    int decisive = Math.min(holding + open > 0 ? 0 : 1, lost.size() - 1);
    return Condition.since(lost.get(decisive));
  }

  private static boolean holds(List<Observer> place) {
    return place.stream().anyMatch(Observer::holds);
  }

  private static boolean mayHold(List<Observer> place) {
    return place.stream().anyMatch(Observer::isUnknown);
  }

  private static Instant lostAt(List<Observer> place) {
    return place.stream().map(Observer::since).max(Comparator.naturalOrder()).orElseThrow();
  }
}
