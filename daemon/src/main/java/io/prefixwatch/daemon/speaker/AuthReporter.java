package io.prefixwatch.daemon.speaker;

import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.daemon.config.PeerSecurity;
import io.prefixwatch.daemon.speaker.socket.ConnectionCheck;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.event.RefusedConnections;
import io.prefixwatch.monitor.event.RefusedConnections.Cause;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what was refused for keys and distances, and tells the engine every few seconds: what we
 * closed ourselves, by session, and what the kernel dropped, of which it says only how much. Thread
 * safe.
 */
final class AuthReporter {

  /** Which counter tells of what. */
  private static final Map<String, Cause> COUNTERS =
      Map.of(
          "TCPMD5NotFound", Cause.MD5_MISSING,
          "TCPMD5Failure", Cause.MD5_WRONG,
          "TCPMD5Unexpected", Cause.MD5_UNEXPECTED,
          "TCPMinTTLDrop", Cause.TTL_DROPPED,
          "TCPAORequired", Cause.AO_MISSING,
          "TCPAOBad", Cause.AO_WRONG,
          "TCPAOKeyNotFound", Cause.AO_UNKNOWN_KEY);

  /** The subject of what nobody can be named for. */
  static final String HOST = "host";

  /** What one session's peer was refused for. */
  private static final class Subject {
    private final @Nullable String partner;
    private final Map<Cause, RefusedConnections> refused = new EnumMap<>(Cause.class);

    Subject(@Nullable String partner) {
      this.partner = partner;
    }
  }

  private final Supplier<Map<String, Long>> counters;
  private final Map<String, Subject> subjects = new LinkedHashMap<>();
  private Map<String, Long> before;
  private List<PeerSecurity> watched = List.of();

  /**
   * Nothing was refused yet.
   *
   * @param counters of the kernel, by name
   */
  AuthReporter(Supplier<Map<String, Long>> counters) {
    this.counters = counters;
    this.before = counters.get();
  }

  /** What sessions demand at the moment: counters of what nobody demands are not looked at. */
  synchronized void watch(List<PeerSecurity> securities) {
    watched = List.copyOf(securities);
  }

  /**
   * A connection was closed unread.
   *
   * @param sessions that it may have been for: an address can have several
   */
  synchronized void refused(List<Session> sessions, Address peer, ConnectionCheck.Refusal refusal) {
    Cause cause =
        switch (refusal.cause()) {
          case TTL -> Cause.TTL;
          case UNSIGNED -> Cause.UNSIGNED;
        };
    RefusedConnections one = new RefusedConnections(cause, 1, peer + ": " + refusal.detail());
    for (Session session : sessions) {
      Partner partner = session.partner();
      subjects
          .computeIfAbsent(
              session.id(), unused -> new Subject(partner == null ? null : partner.id()))
          .refused
          .merge(
              cause,
              one,
              (a, b) -> new RefusedConnections(cause, a.count() + b.count(), b.detail()));
    }
  }

  /**
   * Tells what has gathered since the last time.
   *
   * @param suspects names the sessions that may be behind what the kernel dropped
   */
  synchronized void report(
      Instant now, Supplier<String> suspects, Consumer<? super EngineEvent> engine) {
    for (Map.Entry<String, Subject> entry : subjects.entrySet()) {
      Subject subject = entry.getValue();
      engine.accept(
          new EngineEvent.ConnectionsRefused(
              now, entry.getKey(), subject.partner, List.copyOf(subject.refused.values())));
    }
    subjects.clear();
    List<RefusedConnections> dropped = dropped(suspects);
    if (!dropped.isEmpty()) {
      engine.accept(new EngineEvent.ConnectionsRefused(now, HOST, null, dropped));
    }
  }

  private List<RefusedConnections> dropped(Supplier<String> suspects) {
    Map<String, Long> after = counters.get();
    Map<Cause, Long> risen = new EnumMap<>(Cause.class);
    COUNTERS.forEach(
        (name, cause) -> {
          long rise = after.getOrDefault(name, 0L) - before.getOrDefault(name, 0L);
          if (rise > 0 && isWatched(cause)) {
            risen.put(cause, rise);
          }
        });
    before = after;
    List<RefusedConnections> dropped = new ArrayList<>();
    String detail = risen.isEmpty() ? "" : suspects.get();
    risen.forEach((cause, rise) -> dropped.add(new RefusedConnections(cause, rise, detail)));
    return dropped;
  }

  private boolean isWatched(Cause cause) {
    return switch (cause) {
      case TTL, UNSIGNED, MD5_UNEXPECTED -> true;
      case TTL_DROPPED -> watched.stream().anyMatch(PeerSecurity::hasTtl);
      case MD5_MISSING, MD5_WRONG ->
          watched.stream().anyMatch(security -> security.password() != null);
      case AO_MISSING, AO_WRONG, AO_UNKNOWN_KEY -> watched.stream().anyMatch(PeerSecurity::hasAo);
    };
  }
}
