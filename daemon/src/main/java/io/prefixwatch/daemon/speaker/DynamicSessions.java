package io.prefixwatch.daemon.speaker;

import io.netty.util.concurrent.Future;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.session.SessionState;
import io.prefixwatch.daemon.config.DynamicRange;
import io.prefixwatch.daemon.config.SessionSettings;
import io.prefixwatch.daemon.speaker.PeerRange.Member;
import io.prefixwatch.monitor.event.EngineEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of dynamic peers on one event loop. Such a session begins with an OPEN that fits a
 * range. It is forgotten when it has been down for as long as an incident that nobody can observe
 * stays open, when its place is needed, or, if it never came up, as soon as it has no connection.
 * Owned by the event loop.
 */
final class DynamicSessions {

  private static final Logger LOG = LoggerFactory.getLogger(DynamicSessions.class);

  /** What a peer is to a range: its session's id says the same. */
  private record Key(PeerRange range, Address peer) {}

  /** One session with its place. */
  private static final class Tenant {
    private final Member member;
    private SpeakerSession session;
    private boolean everUp;
    private @Nullable Future<?> forgetting;

    Tenant(Member member, SpeakerSession session) {
      this.member = member;
      this.session = session;
    }
  }

  private final SpeakerLoop home;
  private final Function<SessionSettings, SpeakerSession> factory;
  private final Map<Key, Tenant> tenants = new HashMap<>();
  private Duration patience;

  /**
   * No session.
   *
   * @param patience how long a session may be down
   * @param factory makes a session that is not started
   */
  DynamicSessions(
      SpeakerLoop home, Duration patience, Function<SessionSettings, SpeakerSession> factory) {
    this.home = home;
    this.patience = patience;
    this.factory = factory;
  }

  void patience(Duration changed) {
    patience = changed;
  }

  /** True if the session belongs to a range. */
  boolean owns(SpeakerSession session) {
    return find(session) != null;
  }

  private @Nullable Tenant find(SpeakerSession session) {
    for (Tenant tenant : tenants.values()) {
      if (tenant.session.equals(session)) {
        return tenant;
      }
    }
    return null;
  }

  /**
   * The session of a peer whose OPEN has come.
   *
   * @param ranges that the peer's address lies in, the longest first
   */
  OpenPeek.Choice admit(List<PeerRange> ranges, Address peer, long asn) {
    for (PeerRange range : ranges) {
      if (range.settings().accepts(asn)) {
        return admit(range, peer, asn);
      }
    }
    return OpenPeek.Choice.wrongAsn(asn);
  }

  private OpenPeek.Choice admit(PeerRange range, Address peer, long asn) {
    Key key = new Key(range, peer);
    Tenant tenant = tenants.get(key);
    if (tenant != null && tenant.session.settings().session().peerAsn() != asn) {
      if (tenant.session.state() == SessionState.ESTABLISHED) {
        return OpenPeek.Choice.wrongAsn(asn);
      }
      forget(tenant, ErrorCode.CONFIGURATION_CHANGE);
      tenant = null;
    }
    PeerRange.Place place = range.reserve(peer, this, System.nanoTime());
    if (place == null) {
      return OpenPeek.Choice.refused(
          Notification.of(ErrorCode.CONNECTION_REJECTED),
          Rejection.RANGE_FULL,
          "session " + range.settings().id() + " has its limit of " + range.settings().limit());
    }
    evict(place.displaced());
    if (tenant != null && !tenant.member.equals(place.member())) {
      // It lost its place a moment ago, and was about to be told.
      forget(tenant, ErrorCode.CONNECTION_REJECTED);
      tenant = null;
    }
    if (tenant == null) {
      SpeakerSession session = factory.apply(range.settings().sessionOf(peer, asn));
      home.add(session);
      session.start();
      // Only now, or the session would count as one that waits for its peer.
      tenant = new Tenant(place.member(), session);
      tenants.put(key, tenant);
    }
    return OpenPeek.Choice.chosen(tenant.session);
  }

  private static void evict(@Nullable Member displaced) {
    if (displaced != null) {
      DynamicSessions owner = displaced.home();
      owner.home.loop().execute(() -> owner.lostItsPlace(displaced));
    }
  }

  private void lostItsPlace(Member member) {
    Tenant tenant = tenants.get(new Key(member.range(), member.peer()));
    if (tenant != null && tenant.member.equals(member)) {
      forget(tenant, ErrorCode.CONNECTION_REJECTED);
    }
  }

  /** The session's state has changed, or a connection for it has been dealt with. */
  void review(SpeakerSession session) {
    Tenant tenant = find(session);
    if (tenant == null) {
      return;
    }
    SessionState state = session.state();
    if (state == SessionState.ESTABLISHED) {
      tenant.everUp = true;
      stopForgetting(tenant);
    } else if (state.compareTo(SessionState.OPEN_SENT) < 0) {
      tenant.member.range().idle(tenant.member, System.nanoTime());
      if (tenant.everUp) {
        forgetLater(tenant);
      } else if (state == SessionState.ACTIVE) {
        // Not at once: its machine is in the middle of an event.
        home.loop().execute(() -> forgetIfUnused(tenant));
      }
    }
  }

  private void forgetIfUnused(Tenant tenant) {
    boolean unused = !tenant.everUp && tenant.session.state() == SessionState.ACTIVE;
    if (unused && tenants.containsValue(tenant)) {
      forget(tenant, ErrorCode.PEER_DECONFIGURED);
    }
  }

  private void forgetLater(Tenant tenant) {
    if (tenant.forgetting == null) {
      tenant.forgetting =
          home.loop()
              .schedule(
                  () -> forget(tenant, ErrorCode.PEER_DECONFIGURED),
                  patience.toNanos(),
                  TimeUnit.NANOSECONDS);
    }
  }

  private static void stopForgetting(Tenant tenant) {
    if (tenant.forgetting != null) {
      tenant.forgetting.cancel(false);
      tenant.forgetting = null;
    }
  }

  private void forget(Tenant tenant, ErrorCode cease) {
    stopForgetting(tenant);
    tenants.remove(new Key(tenant.member.range(), tenant.member.peer()), tenant);
    tenant.member.range().leave(tenant.member);
    String id = tenant.session.settings().session().id();
    tenant.session.remove(cease);
    home.outbox().accept(new EngineEvent.SessionForgotten(home.clock().now(), id));
    LOG.info("event=session-forgotten session={}", id);
  }

  /**
   * Brings the sessions of a range under its new settings: those that it does not cover any more
   * are forgotten, the others start anew or go on, as their protocol demands.
   *
   * @param configured true for an address that has a session of its own now
   */
  void reconfigure(PeerRange range, boolean removed, Predicate<Address> configured) {
    DynamicRange settings = range.settings();
    for (Tenant tenant : List.copyOf(tenants.values())) {
      if (!tenant.member.range().equals(range)) {
        continue;
      }
      Address peer = tenant.member.peer();
      SessionSettings before = tenant.session.settings();
      long asn = before.session().peerAsn();
      if (removed || configured.test(peer) || !settings.accepts(peer, asn)) {
        forget(tenant, removed ? ErrorCode.PEER_DECONFIGURED : ErrorCode.CONFIGURATION_CHANGE);
      } else {
        SessionSettings after = settings.sessionOf(peer, asn);
        if (SessionDifference.sameProtocol(before, after)) {
          tenant.session.reconfigure(after);
        } else {
          restart(tenant, after);
        }
      }
    }
  }

  private void restart(Tenant tenant, SessionSettings after) {
    SpeakerSession old = tenant.session;
    tenant.session = factory.apply(after);
    home.add(tenant.session);
    old.remove(ErrorCode.CONFIGURATION_CHANGE);
    tenant.session.start();
  }
}
