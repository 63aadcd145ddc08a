package io.prefixwatch.daemon.feed.bmp;

import io.prefixwatch.bgp.bmp.MonitoredUpdate;
import io.prefixwatch.bgp.bmp.PeerHeader;
import io.prefixwatch.bgp.bmp.PeerUp;
import io.prefixwatch.bgp.bmp.RibView;
import io.prefixwatch.bgp.bmp.UpdateContexts;
import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.bgp.session.DownReason.Cause;
import io.prefixwatch.bgp.update.ParserPolicy;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.daemon.pipeline.RouteLoop;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.rib.SessionIntake;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One peer of a monitored router, as a session of ours. Owned by the router's event loop.
 *
 * <p>An UPDATE that touches no registered prefix allocates nothing here.
 */
final class MonitoredSession {

  private final RouteLoop home;
  private final RibView view;
  private final ReceivedPaths paths;
  private final SessionIntake intake;
  private final Set<Family> addPath = new HashSet<>();
  private @Nullable PeerUp lastUp;
  private @Nullable UpdateContexts contexts;

  MonitoredSession(RouteLoop home, RibView view, Session session) {
    this.home = home;
    this.view = view;
    this.paths = new ReceivedPaths(home.outbox());
    this.intake = home.table().open(session, paths);
  }

  String id() {
    return intake.session().id();
  }

  boolean isUp() {
    return contexts != null;
  }

  /**
   * The router begins to tell of the peer, or tells once more what it said already: some do so for
   * each of their tables.
   *
   * @return false if it was said already
   */
  boolean up(Session session, PeerUp up, UpdateContexts settled) {
    if (isUp() && up.equals(lastUp)) {
      return false;
    }
    // Another session of the same peer: that the one before ended went unsaid.
    down(DownReason.of(Cause.REPORTED_DOWN));
    lastUp = up;
    if (view == RibView.LOC_RIB) {
      paths.ofNobody();
    } else {
      paths.between(up.sent().asn(), up.received().asn());
    }
    begin(session, settled);
    return true;
  }

  /** The router shows its Loc-RIB without ever having said that it would, as some do. */
  void upUnannounced(Session session, ParserPolicy policy) {
    paths.ofNobody();
    begin(session, UpdateContexts.unannounced(policy));
  }

  private void begin(Session session, UpdateContexts settled) {
    contexts = settled;
    addPath.clear();
    addPath.addAll(settled.addPath(view));
    intake.reconfigure(session, home.clock().now());
    intake.up(home.clock().now(), settled.families(), Set.copyOf(addPath), false);
    home.scheduleTable();
  }

  /** The session is over; does nothing if it was. */
  void down(DownReason reason) {
    if (isUp()) {
      contexts = null;
      lastUp = null;
      intake.down(home.clock().now(), reason, Set.of());
      home.scheduleTable();
    }
  }

  /**
   * Takes routes of the peer.
   *
   * @param scan of the caller; afterwards it holds what was found
   * @return false if the UPDATE would have reset the session: it changes no route then, and the
   *     session stays up, since it is not ours to reset
   */
  boolean update(PeerHeader peer, MonitoredUpdate update, UpdateScan scan) {
    UpdateContexts settled = contexts;
    if (settled == null) {
      return true;
    }
    ScanContext context = settled.of(peer, update);
    Disposition outcome = scan.scan(update.buffer(), update.from(), update.length(), context);
    if (outcome.isAtLeast(Disposition.FAMILY_DISABLE)) {
      intake.fatalUpdate(scan, home.clock().micros(), null);
      return false;
    }
    if (context.addPathIpv4()) {
      useAddPath(Family.IPV4_UNICAST);
    }
    if (context.addPathIpv6()) {
      useAddPath(Family.IPV6_UNICAST);
    }
    intake.update(scan, home.clock().micros());
    Family family = scan.endOfRib();
    if (family != null) {
      intake.endOfRib(family, home.clock().now());
      home.scheduleTable();
    }
    return true;
  }

  /** A message can state path identifiers that the OPENs did not (version 4). */
  private void useAddPath(Family family) {
    if (addPath.add(family)) {
      intake.useAddPath(Set.of(family));
    }
  }

  /** Forgets everything. */
  void close() {
    home.table().close(intake);
    home.scheduleTable();
  }
}
