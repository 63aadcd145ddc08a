package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.detect.Evidence;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.detect.Weights;
import io.prefixwatch.monitor.event.EngineEvent.RpkiAnchorJudged;
import io.prefixwatch.monitor.event.EngineEvent.RpkiSourceJudged;
import io.prefixwatch.monitor.incident.CloseReason;
import io.prefixwatch.monitor.incident.IncidentBook;
import io.prefixwatch.monitor.incident.IncidentKey;
import io.prefixwatch.monitor.incident.Problem;
import io.prefixwatch.monitor.index.PrefixIndex.Range;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.rpki.AnchorGuard.Loss;
import io.prefixwatch.monitor.rpki.RpkiChange;
import io.prefixwatch.monitor.rpki.RpkiData;
import io.prefixwatch.monitor.rpki.Vrp;
import io.prefixwatch.monitor.timer.TimerQueue;
import io.prefixwatch.monitor.timer.TimerQueue.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Incidents of the RPKI itself: its sources, and what is published. Owned by the engine. */
final class RpkiWatch {

  /** A VRP that ends this soon should have been renewed: validators refresh within the hour. */
  static final Duration EXPIRING = Duration.ofHours(2);

  private static final int MAX_SHOWN = 10;

  private final IncidentBook book;
  private final TimerQueue timers;
  private RpkiData data = RpkiData.NONE;
  private Registry registry;
  private @Nullable Timer expiryTimer;

  /** Ends that were told, by registered prefix. */
  private final Map<Prefix, Instant> toldEnds = new HashMap<>();

  RpkiWatch(IncidentBook book, TimerQueue timers, Registry registry) {
    this.book = book;
    this.timers = timers;
    this.registry = registry;
  }

  RpkiData data() {
    return data;
  }

  void configure(Registry changed, Instant now) {
    registry = changed;
    watchExpiry(now);
  }

  // What is published.

  /** New data; the very first is no change that anybody made. */
  void changed(RpkiChange change, Instant now) {
    boolean first = data.vrps() == null || change.data().vrps() == null;
    data = change.data();
    if (!first) {
      tellChanges(change, now);
    }
    watchExpiry(now);
  }

  private void tellChanges(RpkiChange change, Instant now) {
    Map<Prefix, Set<Vrp>> added = byRegistered(change.vrps().added());
    Map<Prefix, Set<Vrp>> removed = byRegistered(change.vrps().removed());
    Set<Prefix> touched = new LinkedHashSet<>(removed.keySet());
    touched.addAll(added.keySet());
    for (Prefix prefix : touched.stream().sorted().toList()) {
      RegisteredPrefix registered = registry.exact(prefix);
      if (registered != null) {
        Set<Vrp> plus = added.getOrDefault(prefix, Set.of());
        Set<Vrp> minus = removed.getOrDefault(prefix, Set.of());
        book.happened(
            IncidentKey.of(Kind.RPKI_ROA_CHANGE, prefix),
            change(registered, plus, minus),
            List.of(),
            now);
      }
    }
  }

  /** VRPs that cover a registered prefix or lie inside it, by that prefix. */
  private Map<Prefix, Set<Vrp>> byRegistered(List<Vrp> vrps) {
    Map<Prefix, Set<Vrp>> found = new TreeMap<>();
    for (Vrp vrp : vrps) {
      Range inside = registry.index().covered(vrp.prefix());
      for (int id = inside.from(); id < inside.to(); id++) {
        found
            .computeIfAbsent(registry.index().prefix(id), unused -> new LinkedHashSet<>())
            .add(vrp);
      }
      RegisteredPrefix cover = registry.judgeOf(vrp.prefix());
      if (cover != null) {
        found.computeIfAbsent(cover.prefix(), unused -> new LinkedHashSet<>()).add(vrp);
      }
    }
    return found;
  }

  private static Problem change(RegisteredPrefix registered, Set<Vrp> added, Set<Vrp> removed) {
    List<Evidence> evidence = new ArrayList<>();
    addEvidence(evidence, "added", added);
    addEvidence(evidence, "removed", removed);
    return problem(
        Kind.RPKI_ROA_CHANGE,
        registered,
        evidence,
        "VRPs of "
            + place(registered)
            + " changed: "
            + added.size()
            + " added, "
            + removed.size()
            + " removed",
        "What is published in the RPKI for the prefix is not what it was; its routes were judged"
            + " again.");
  }

  private static void addEvidence(List<Evidence> evidence, String verdict, Set<Vrp> vrps) {
    if (!vrps.isEmpty()) {
      int weight = evidence.isEmpty() ? Weights.OBSERVED_STATE : 0;
      evidence.add(new Evidence("rov", verdict, null, null, shown(vrps), weight));
    }
  }

  private static String shown(Set<Vrp> vrps) {
    String first =
        vrps.stream().limit(MAX_SHOWN).map(Vrp::toString).collect(Collectors.joining(", "));
    int more = vrps.size() - MAX_SHOWN;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  private static String place(RegisteredPrefix registered) {
    return registered.registration().customer() + " " + registered.prefix();
  }

  // What ends soon.

  /** Tells what ends within {@link #EXPIRING}, and asks to be woken for what comes next. */
  private void watchExpiry(Instant now) {
    if (expiryTimer != null) {
      expiryTimer.cancel();
      expiryTimer = null;
    }
    Instant next = null;
    for (RegisteredPrefix registered :
        data.vrps() == null ? List.<RegisteredPrefix>of() : registry.prefixes()) {
      Instant end = firstEnd(registered, now);
      if (end == null) {
        continue;
      }
      Instant due = end.minus(EXPIRING);
      if (due.isAfter(now)) {
        next = next == null || due.isBefore(next) ? due : next;
      } else {
        tellExpiring(registered, end, now);
      }
    }
    if (next != null) {
      expiryTimer = timers.schedule(next, this::watchExpiry);
    }
  }

  /** When the first VRP that covers the prefix ends, of those that have not. */
  private @Nullable Instant firstEnd(RegisteredPrefix registered, Instant now) {
    Instant first = null;
    for (Vrp vrp : data.knownVrps().covering(registered.prefix())) {
      long expires = data.knownVrps().expires(vrp);
      Instant end = Instant.ofEpochSecond(expires);
      if (expires != 0 && end.isAfter(now) && (first == null || end.isBefore(first))) {
        first = end;
      }
    }
    return first;
  }

  private void tellExpiring(RegisteredPrefix registered, Instant end, Instant now) {
    IncidentKey key = IncidentKey.of(Kind.RPKI_ROA_EXPIRING, registered.prefix());
    Instant told = toldEnds.put(registered.prefix(), end);
    if (book.openId(key) != null && end.equals(told)) {
      return;
    }
    List<Evidence> evidence = new ArrayList<>();
    for (Vrp vrp : data.knownVrps().covering(registered.prefix())) {
      if (Instant.ofEpochSecond(data.knownVrps().expires(vrp)).equals(end)) {
        int weight = evidence.isEmpty() ? Weights.OBSERVED_STATE : 0;
        evidence.add(
            new Evidence("rov", "expiring", null, vrp.toString(), "ends at " + end, weight));
      }
    }
    Problem problem =
        problem(
            Kind.RPKI_ROA_EXPIRING,
            registered,
            evidence,
            "A VRP of " + place(registered) + " ends at " + end,
            "If nobody renews the ROA, or a certificate above it, what it allows is no longer"
                + " valid from then on.");
    book.happened(key, problem, List.of(), now);
  }

  private static Problem problem(
      Kind kind, RegisteredPrefix registered, List<Evidence> evidence, String summary, String why) {
    return Problem.ofRegistered(
        kind.severity(), registered, "rpki", null, null, evidence, summary, why);
  }

  // Sources.

  void judged(RpkiSourceJudged event, Instant now) {
    IncidentKey key = IncidentKey.ofSession(Kind.RPKI_CACHE_STALE, event.source());
    if (!event.stale()) {
      book.clear(key, CloseReason.RESTORED, now, now);
      return;
    }
    raise(
        key,
        event.source(),
        new Evidence("rov", "stale", null, null, event.detail(), Weights.OBSERVED_STATE),
        "RPKI source " + event.source() + " is stale: " + event.detail(),
        "Origins and paths are judged by what the source said last, or not at all once that has"
            + " expired.",
        now);
  }

  void judged(RpkiAnchorJudged event, Instant now) {
    String anchor = event.anchor().isEmpty() ? "all VRPs" : "trust anchor " + event.anchor();
    IncidentKey key =
        IncidentKey.ofSession(Kind.RPKI_ANCHOR_LOSS, event.source() + " " + event.anchor());
    Loss loss = event.loss();
    if (loss == null) {
      book.clear(key, CloseReason.RESTORED, now, now);
      return;
    }
    raise(
        key,
        event.source(),
        new Evidence(
            "volume",
            "fail",
            loss.held() + " VRPs, less a fifth at most",
            loss.offered() + " VRPs",
            null,
            Weights.OBSERVED_STATE),
        anchor
            + " of "
            + event.source()
            + " fell from "
            + loss.held()
            + " to "
            + loss.offered()
            + " VRPs; the old ones are kept",
        "So many do not go at once by the will of their holders: a repository or the validator is"
            + " broken more often than that.",
        now);
  }

  private void raise(
      IncidentKey key, String source, Evidence evidence, String summary, String why, Instant now) {
    Problem problem =
        Problem.ofSubject(
            key.kind().severity(), null, source, "rpki " + source, List.of(evidence), summary, why);
    book.raise(key, problem, List.of(), now);
  }
}
