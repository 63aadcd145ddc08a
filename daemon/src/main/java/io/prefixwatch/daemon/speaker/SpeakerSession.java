package io.prefixwatch.daemon.speaker;

import io.netty.channel.Channel;
import io.prefixwatch.bgp.capability.GracefulRestartCapability;
import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.RouteRefresh;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.netty.Connector;
import io.prefixwatch.bgp.netty.SessionDriver;
import io.prefixwatch.bgp.netty.SessionListener;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.bgp.session.Negotiated;
import io.prefixwatch.bgp.session.SessionParameters;
import io.prefixwatch.bgp.session.SessionState;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.bgp.update.ScannedMessage;
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.daemon.config.SessionSettings;
import io.prefixwatch.monitor.incident.MalformedMessage;
import io.prefixwatch.monitor.registry.PrefixLimit;
import io.prefixwatch.monitor.rib.SessionIntake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One configured session: its protocol on one side, its Adj-RIB-In on the other. Owned by its event
 * loop; all methods run there.
 */
final class SpeakerSession implements SessionListener {

  private static final Logger LOG = LoggerFactory.getLogger(SpeakerSession.class);

  private static final long REFRESH_EVERY_MICROS = TimeUnit.MINUTES.toMicros(5);

  private final SpeakerLoop home;
  private final SessionDriver driver;
  private final SessionIntake intake;
  private SessionSettings settings;

  /** The session was ended for good because of its prefix limit. */
  private boolean disabled;

  private long refreshAskedMicros = Long.MIN_VALUE;
  private @Nullable Instant establishedAt;
  private long flaps;
  private long updates;

  SpeakerSession(
      SpeakerLoop home,
      SessionSettings settings,
      SessionParameters parameters,
      Connector connector) {
    this.home = home;
    this.settings = settings;
    this.driver = new SessionDriver(home.loop(), parameters, connector, this);
    this.intake = home.table().open(settings.session(), home.outbox());
  }

  SessionSettings settings() {
    return settings;
  }

  /** The same session with other words around it: a changed site or name needs no reset. */
  void reconfigure(SessionSettings changed) {
    settings = changed;
    intake.reconfigure(changed.session().known(intake.session().peerAsn()), home.clock().now());
    Family overLimit = driver.negotiated() == null ? null : intake.overLimit();
    if (disabled) {
      disabled = false;
      driver.start();
    } else if (overLimit != null) {
      endFor(overLimit);
    } else {
      makeGood();
    }
  }

  /**
   * Asks the peer to send its routes of a family once more.
   *
   * @return false if it cannot, or the session is not up
   */
  boolean refresh(Family family) {
    Negotiated agreed = driver.negotiated();
    boolean able = agreed != null && agreed.families().contains(family);
    if (agreed == null || !able || !driver.requestRefresh(family)) {
      return false;
    }
    LOG.info("event=refresh-asked session={} family={}", id(), family);
    if (!agreed.enhancedRefresh()) {
      intake.refreshAsked(family, home.clock().now());
      home.scheduleTable();
    }
    return true;
  }

  /** What it holds. */
  SessionIntake intake() {
    return intake;
  }

  SessionState state() {
    return driver.state();
  }

  /** How it is now, for other threads. */
  SessionStatus status() {
    Map<String, Long> malformed = new TreeMap<>();
    for (Disposition cost : Disposition.values()) {
      if (cost != Disposition.NONE) {
        malformed.merge(cost.label(), intake.malformed(cost), Long::sum);
      }
    }
    Negotiated agreed = driver.negotiated();
    List<SessionStatus.Table> tables = new ArrayList<>();
    for (Family family : agreed == null ? settings.families() : agreed.families()) {
      if (family.isUnicast()) {
        tables.add(
            new SessionStatus.Table(
                family, intake.routes(family), intake.leftOut(family), intake.isComplete(family)));
      }
    }
    return new SessionStatus(
        intake.session(),
        home.dynamic().owns(this),
        state(),
        establishedAt,
        flaps,
        updates,
        malformed,
        tables);
  }

  void start() {
    driver.start();
  }

  void stop(ErrorCode cease) {
    driver.stop(cease);
  }

  /** Stops, and forgets all routes. */
  void remove(ErrorCode cease) {
    driver.stop(cease);
    home.table().close(intake);
    home.scheduleTable();
    home.remove(this);
  }

  void incoming(Channel channel) {
    driver.incoming(channel);
    if (home.outbox().isBlocked()) {
      driver.pause();
    }
    home.dynamic().review(this);
  }

  void pause() {
    driver.pause();
  }

  void resume() {
    driver.resume();
  }

  private String id() {
    return settings.session().id();
  }

  @Override
  public void stateChanged(SessionState state) {
    LOG.info("event=session-state session={} state={}", id(), state.label());
    home.dynamic().review(this);
  }

  @Override
  public void sessionUp(Negotiated negotiated) {
    establishedAt = home.clock().now();
    Set<Family> addPath = new LinkedHashSet<>();
    if (negotiated.scan().addPathIpv4()) {
      addPath.add(Family.IPV4_UNICAST);
    }
    if (negotiated.scan().addPathIpv6()) {
      addPath.add(Family.IPV6_UNICAST);
    }
    LOG.info(
        "event=session-up session={} peer={} asn={} router-id={} families={} hold-time={}",
        id(),
        settings.session().peerAddress(),
        negotiated.peerOpen().asn(),
        negotiated.peerOpen().routerId(),
        negotiated.families(),
        negotiated.holdTime());
    intake.reconfigure(settings.session().known(negotiated.peerOpen().asn()), home.clock().now());
    GracefulRestartCapability restart = negotiated.gracefulRestart();
    intake.up(
        home.clock().now(),
        Set.copyOf(negotiated.families()),
        addPath,
        restart != null && restart.restarting());
    home.scheduleTable();
  }

  @Override
  public void update(UpdateScan scan, byte[] buffer, int from, int length) {
    updates++;
    intake.update(scan, home.turnMicros());
    Family overLimit = intake.overLimit();
    if (overLimit != null) {
      endFor(overLimit);
      return;
    }
    makeGood();
    Family family = scan.endOfRib();
    if (family != null) {
      // Stale routes go first, so that who is synced has nothing stale any more.
      driver.endOfRib(family);
      intake.endOfRib(family, home.now());
      home.scheduleTable();
    }
  }

  @Override
  public int foresee(byte[] buffer, int from, int to, ScanContext context) {
    return home.table().foresee(intake, buffer, from, to, context);
  }

  @Override
  public void turnOver() {
    home.turnOver();
  }

  /** More routes than the limit allows: the session ends, for a while or for good. */
  private void endFor(Family family) {
    PrefixLimit limit = settings.session().prefixLimit();
    int allowed = limit.of(family.equals(Family.IPV6_UNICAST));
    LOG.warn(
        "event=prefix-limit session={} family={} routes={} limit={} action={}",
        id(),
        family,
        intake.routes(family),
        allowed,
        limit.action().label());
    driver.fail(Notification.maximumPrefixes(family, allowed));
    if (limit.action() == PrefixLimit.Action.DISABLE) {
      disabled = true;
      driver.stop(ErrorCode.MAXIMUM_PREFIXES);
    }
  }

  /** Routes that were left out for want of room are asked for when there is some, now and then. */
  private void makeGood() {
    Family wish = intake.refreshWish();
    if (wish == null) {
      return;
    }
    long now = home.clock().micros();
    if (refreshAskedMicros == Long.MIN_VALUE || now - refreshAskedMicros >= REFRESH_EVERY_MICROS) {
      refreshAskedMicros = now;
      refresh(wish);
    }
  }

  @Override
  public void fatalUpdate(UpdateScan scan, byte[] buffer, int from, int length) {
    updates++;
    LOG.warn(
        "event=update-reset session={} issues={} message={}",
        id(),
        scan.issues(),
        ScannedMessage.copy(scan, MalformedMessage.MAX_OCTETS));
    intake.fatalUpdate(scan, home.turnMicros(), scan.notification());
  }

  @Override
  public void routeRefresh(RouteRefresh message) {
    LOG.debug("event=route-refresh session={} message={}", id(), message);
    Negotiated agreed = driver.negotiated();
    if (agreed == null || !agreed.enhancedRefresh()) {
      return;
    }
    if (message.subtype() == RouteRefresh.BEGIN) {
      boolean graceful = agreed.gracefulRestart() != null;
      intake.beginRefresh(message.family(), graceful, home.now());
    } else if (message.subtype() == RouteRefresh.END) {
      intake.endRefresh(message.family(), home.now());
    }
    home.scheduleTable();
  }

  @Override
  public void sessionDown(DownReason reason, Set<Family> stale) {
    establishedAt = null;
    flaps++;
    Notification notification = reason.notification();
    LOG.warn(
        "event=session-down session={} cause={} notification={} stale={}",
        id(),
        reason.cause().label(),
        notification == null ? "none" : notification.effective().error().label(),
        stale);
    intake.down(home.clock().now(), reason, stale);
    home.scheduleTable();
  }

  @Override
  public void dropStale(Set<Family> families) {
    intake.dropStale(families, home.now());
    home.scheduleTable();
  }
}
