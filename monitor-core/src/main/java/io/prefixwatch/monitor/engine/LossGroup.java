package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.monitor.incident.IncidentKey;
import io.prefixwatch.monitor.index.PrefixIndex;
import io.prefixwatch.monitor.registry.Session;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that were lost together: one incident, because one cause. Mutable, owned by {@link
 * SessionWatch}. A loss costs the same however many were lost before it, but for the bits of {@link
 * HeldPrefixes}.
 */
final class LossGroup {

  /** One lost session. */
  static final class Member {
    final Session session;
    DownReason reason;
    boolean down = true;

    /** Registered prefixes that it held when it was lost. */
    HeldPrefixes held;

    /** The peer had asked to move traffic away (RFC 8326). */
    boolean drained;

    /** Id of the incident that this one follows from, or null. */
    @Nullable String cause;

    Member(Session session, DownReason reason, HeldPrefixes held, boolean drained) {
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

  /** The members that are down, in the order in which they went. */
  private final Map<String, Member> down = new LinkedHashMap<>();

  /** What any member held; that of the only one itself, as of most groups. */
  private HeldPrefixes held = HeldPrefixes.NONE;

  private final Shared routers = new Shared();
  private final Shared sites = new Shared();
  private final Shared partners = new Shared();
  private final Shared causes = new Shared();
  private int planned;

  /** What the incident is said to be about: the session, or the most that was all down. */
  String subject;

  /** A session of the same router or site that was up when somebody last looked. */
  @Nullable SessionTrack witness;

  LossGroup(IncidentKey key, Instant startedAt) {
    this.key = key;
    this.subject = key.discriminator();
    this.startedAt = startedAt;
  }

  void lost(Session session, DownReason reason, HeldPrefixes heldThere, boolean drained) {
    forget(session.id());
    Member member = new Member(session, reason, heldThere, drained);
    members.put(session.id(), member);
    down.put(session.id(), member);
    routers.add(session.router());
    sites.add(session.siteId());
    partners.add(session.partnerId());
    causes.add(null);
    planned += member.isPlanned() ? 1 : 0;
    held = held.with(heldThere);
  }

  /** Says what the loss of a session follows from. */
  void explain(String session, @Nullable String cause) {
    Member member = members.get(session);
    if (member != null && member.down) {
      causes.remove(member.cause);
      member.cause = cause;
      causes.add(cause);
    }
  }

  void back(String session) {
    Member member = down.remove(session);
    if (member != null) {
      member.down = false;
      causes.remove(member.cause);
    }
  }

  void forget(String session) {
    back(session);
    Member gone = members.remove(session);
    if (gone == null) {
      return;
    }
    routers.remove(gone.session.router());
    sites.remove(gone.session.siteId());
    partners.remove(gone.session.partnerId());
    planned -= gone.isPlanned() ? 1 : 0;
    held = HeldPrefixes.NONE;
    members.values().forEach(member -> held = held.with(member.held));
  }

  /** Other prefixes are registered from now on. */
  void configure(PrefixIndex registered) {
    held = held.in(registered);
    members.values().forEach(member -> member.held = member.held.in(registered));
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  boolean isDown(String session) {
    return down.containsKey(session);
  }

  Collection<Member> members() {
    return Collections.unmodifiableCollection(members.values());
  }

  /** Those that are not back, in the order in which they went. */
  Collection<Member> down() {
    return Collections.unmodifiableCollection(down.values());
  }

  /** True if each loss was announced, or meant. */
  boolean isPlanned() {
    return planned == members.size();
  }

  /** Registered prefixes that any member held. */
  HeldPrefixes held() {
    return held;
  }

  // What the members have in common.

  /** What the sessions that are down follow from, null if they differ or nothing is known. */
  @Nullable String commonCause() {
    return causes.value();
  }

  /** The router of all members, null if they differ or have none. */
  @Nullable String commonRouter() {
    return routers.value();
  }

  @Nullable String commonSite() {
    return sites.value();
  }

  @Nullable String commonPartner() {
    return partners.value();
  }
}
