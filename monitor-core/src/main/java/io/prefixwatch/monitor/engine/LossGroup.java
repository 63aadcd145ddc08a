package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.monitor.incident.IncidentKey;
import io.prefixwatch.monitor.registry.Session;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that were lost together: one incident, because one cause. Mutable, owned by {@link
 * SessionWatch}.
 */
final class LossGroup {

  /** One lost session. */
  static final class Member {
    final Session session;
    DownReason reason;
    boolean down = true;

    /** Registered prefixes that it held when it was lost. */
    Set<Prefix> held;

    /** The peer had asked to move traffic away (RFC 8326). */
    boolean drained;

    /** Id of the incident that this one follows from, or null. */
    @Nullable String cause;

    Member(Session session, DownReason reason, Set<Prefix> held, boolean drained) {
      this.session = session;
      this.reason = reason;
      this.held = held;
      this.drained = drained;
    }

    /** The peer said that this would happen, or that it meant it. */
    boolean isPlanned() {
      return drained || reason.isAdministrativeShutdown();
    }
  }

  final IncidentKey key;
  final Instant startedAt;
  private final Map<String, Member> members = new LinkedHashMap<>();

  LossGroup(IncidentKey key, Instant startedAt) {
    this.key = key;
    this.startedAt = startedAt;
  }

  void lost(Session session, DownReason reason, Set<Prefix> held, boolean drained) {
    Member member = members.get(session.id());
    if (member == null) {
      members.put(session.id(), new Member(session, reason, held, drained));
    } else {
      member.down = true;
      member.reason = reason;
      member.held = held;
      member.drained = drained;
    }
  }

  /** Says what the loss of a session follows from. */
  void explain(String session, @Nullable String cause) {
    Member member = members.get(session);
    if (member != null) {
      member.cause = cause;
    }
  }

  /** What the sessions that are down follow from, null if they differ or nothing is known. */
  @Nullable String commonCause() {
    return common(down().stream().map(member -> member.cause).toList());
  }

  void back(String session) {
    Member member = members.get(session);
    if (member != null) {
      member.down = false;
    }
  }

  void forget(String session) {
    members.remove(session);
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  List<Member> members() {
    return List.copyOf(members.values());
  }

  List<Member> down() {
    return members.values().stream().filter(member -> member.down).toList();
  }

  /** True if the session shares a router, site or partner with one that is down. */
  boolean isRelatedTo(Session session) {
    return down().stream().anyMatch(member -> related(member.session, session));
  }

  private static boolean related(Session a, Session b) {
    return shares(a.router(), b.router())
        || shares(siteId(a), siteId(b))
        || shares(partnerId(a), partnerId(b));
  }

  private static boolean shares(@Nullable String a, @Nullable String b) {
    return a != null && a.equals(b);
  }

  static @Nullable String siteId(Session session) {
    return session.site() == null ? null : session.site().id();
  }

  static @Nullable String partnerId(Session session) {
    return session.partner() == null ? null : session.partner().id();
  }

  /** What all members have in common, null if they differ or have none. */
  @Nullable String commonRouter() {
    return common(members.values().stream().map(member -> member.session.router()).toList());
  }

  @Nullable String commonSite() {
    return common(members.values().stream().map(member -> siteId(member.session)).toList());
  }

  @Nullable String commonPartner() {
    return common(members.values().stream().map(member -> partnerId(member.session)).toList());
  }

  private static @Nullable String common(List<@Nullable String> values) {
    String first = values.isEmpty() ? null : values.get(0);
    return values.stream().allMatch(value -> Objects.equals(value, first)) ? first : null;
  }

  /** Registered prefixes that any member held, each once, in ascending order per member. */
  Set<Prefix> held() {
    Set<Prefix> all = new LinkedHashSet<>();
    members.values().forEach(member -> all.addAll(member.held));
    return all;
  }
}
