package io.prefixwatch.daemon.speaker;

import io.netty.channel.Channel;
import io.prefixwatch.bgp.capability.GracefulRestartCapability;
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
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.daemon.config.SessionSettings;
import io.prefixwatch.monitor.rib.SessionIntake;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One configured session: its protocol on one side, its Adj-RIB-In on the other. Owned by its event
 * loop; all methods run there.
 */
final class SpeakerSession implements SessionListener {

  private static final Logger LOG = LoggerFactory.getLogger(SpeakerSession.class);

  private final SpeakerLoop home;
  private final SessionDriver driver;
  private final SessionIntake intake;
  private SessionSettings settings;

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
    intake.reconfigure(changed.session().known(intake.session().peerAsn()));
  }

  SessionState state() {
    return driver.state();
  }

  void start() {
    driver.start();
  }

  void stop(ErrorCode cease) {
    driver.stop(cease);
  }

  /** Stops, and forgets all routes. */
  void remove() {
    driver.stop(ErrorCode.PEER_DECONFIGURED);
    home.table().close(intake);
    home.remove(this);
  }

  void incoming(Channel channel) {
    driver.incoming(channel);
    if (home.outbox().isBlocked()) {
      driver.pause();
    }
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
  }

  @Override
  public void sessionUp(Negotiated negotiated) {
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
    intake.reconfigure(settings.session().known(negotiated.peerOpen().asn()));
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
    intake.update(scan, home.clock().micros());
    Family family = scan.endOfRib();
    if (family != null) {
      // Stale routes go first, so that who is synced has nothing stale any more.
      driver.endOfRib(family);
      intake.endOfRib(family, home.clock().now());
      home.scheduleTable();
    }
  }

  @Override
  public void fatalUpdate(UpdateScan scan, byte[] buffer, int from, int length) {
    LOG.warn("event=update-reset session={} issues={}", id(), scan.issues());
  }

  @Override
  public void routeRefresh(RouteRefresh message) {
    LOG.debug("event=route-refresh session={} message={}", id(), message);
  }

  @Override
  public void sessionDown(DownReason reason, Set<Family> stale) {
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
    intake.dropStale(families, home.clock().now());
  }
}
