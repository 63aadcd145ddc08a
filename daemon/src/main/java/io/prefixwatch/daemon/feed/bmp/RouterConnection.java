package io.prefixwatch.daemon.feed.bmp;

import io.netty.channel.Channel;
import io.prefixwatch.bgp.bmp.BmpFault;
import io.prefixwatch.bgp.bmp.BmpHandler;
import io.prefixwatch.bgp.bmp.BmpParser;
import io.prefixwatch.bgp.bmp.BmpType;
import io.prefixwatch.bgp.bmp.Information;
import io.prefixwatch.bgp.bmp.Mirroring;
import io.prefixwatch.bgp.bmp.MonitoredPeer;
import io.prefixwatch.bgp.bmp.MonitoredUpdate;
import io.prefixwatch.bgp.bmp.PeerDown;
import io.prefixwatch.bgp.bmp.PeerHeader;
import io.prefixwatch.bgp.bmp.PeerType;
import io.prefixwatch.bgp.bmp.PeerUp;
import io.prefixwatch.bgp.bmp.RibView;
import io.prefixwatch.bgp.bmp.StatisticsReport;
import io.prefixwatch.bgp.bmp.Termination;
import io.prefixwatch.bgp.bmp.UpdateContexts;
import io.prefixwatch.bgp.netty.BmpConnection;
import io.prefixwatch.bgp.netty.BmpReceiver;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.bgp.session.DownReason.Cause;
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.daemon.config.BmpRouter;
import io.prefixwatch.monitor.registry.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a monitored router: what it says goes to the sessions of its peers. Owned by
 * the router's event loop.
 */
final class RouterConnection implements BmpReceiver, BmpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(RouterConnection.class);

  private final MonitoredRouter router;
  private final BmpRouter settings;
  private final BmpCounters counters;
  private final BmpParser parser = new BmpParser(this);
  private final UpdateScan scan = new UpdateScan();
  private final LineLimit faults = new LineLimit(System::nanoTime);
  private final LineLimit reports = new LineLimit(System::nanoTime);
  private final BmpConnection link;
  private boolean over;
  private String ending = "connection-lost";

  private boolean otherViewTold;
  private boolean anyRoute;

  RouterConnection(MonitoredRouter router, Channel channel) {
    this.router = router;
    this.settings = router.settings();
    this.counters = router.counters();
    LOG.info(
        "event=bmp-connected router={} address={} view={}",
        settings.id(),
        settings.address(),
        settings.view().label());
    this.link = BmpConnection.listen(channel, this);
  }

  void pause() {
    link.pause();
  }

  void resume() {
    link.resume();
  }

  /** Closes; all that the router told is in doubt from now on. */
  void end(String why) {
    if (!over) {
      over = true;
      LOG.warn("event=bmp-disconnected router={} reason={}", settings.id(), why);
      link.close();
      router.disconnected(this);
    }
  }

  // Octets.

  @Override
  public void message(byte[] buffer, int from, int length) {
    if (!over) {
      counters.add(BmpCounter.MESSAGES);
      parser.parse(buffer, from, length);
    }
  }

  @Override
  public void broken(byte[] buffer, int from) {
    parser.broken(buffer, from);
  }

  @Override
  public void closed() {
    end(ending);
  }

  // The router.

  @Override
  public void initiation(Information information) {
    LOG.info(
        "event=bmp-initiation router={} name={} description={}",
        settings.id(),
        WireText.quoted(information.text(Information.SYS_NAME)),
        WireText.quoted(information.text(Information.SYS_DESCR)));
  }

  /** The station must close, too (RFC 7854 section 4.5). */
  @Override
  public void termination(Termination termination) {
    LOG.info(
        "event=bmp-termination router={} reason={} text={}",
        settings.id(),
        termination.label(),
        WireText.quoted(termination.information().text(Information.STRING)));
    end("terminated");
  }

  // Its peers.

  @Override
  public void peerUp(PeerHeader peer, PeerUp up) {
    if (!isWanted(peer.peer())) {
      return;
    }
    Session session = PeerNames.session(settings, peer.peer(), peer.asn());
    UpdateContexts contexts = UpdateContexts.of(up, router.home().policy());
    if (contexts.families().isEmpty()) {
      ignore(peer.peer(), session, BmpCounter.OTHER_FAMILIES);
      return;
    }
    MonitoredSession opened = router.open(peer.peer(), session);
    if (opened == null) {
      ignore(peer.peer(), session, BmpCounter.TOO_MANY_PEERS);
    } else if (opened.up(session, up, contexts)) {
      LOG.info(
          "event=session-up session={} peer={} asn={} router-id={} feed=bmp",
          session.id(),
          peer.peer().address(),
          peer.asn(),
          peer.routerId());
    }
  }

  private void ignore(MonitoredPeer peer, Session session, BmpCounter reason) {
    MonitoredSession before = router.find(peer);
    if (before != null) {
      before.down(DownReason.of(Cause.REPORTED_DOWN));
    }
    counters.add(reason);
    if (faults.allows()) {
      LOG.warn("event=bmp-peer-ignored session={} reason={}", session.id(), reason);
    }
  }

  /** A Loc-RIB is one view, the peers' tables are another; and nobody is listened to twice. */
  private boolean isWanted(MonitoredPeer peer) {
    boolean locRib = peer.type() == PeerType.LOC_RIB;
    if (locRib != (settings.view() == RibView.LOC_RIB)) {
      counters.add(BmpCounter.OTHER_VIEW);
      return false;
    }
    if (peer.type() == PeerType.GLOBAL && settings.known().contains(peer.address())) {
      counters.add(BmpCounter.KNOWN_PEER);
      return false;
    }
    return true;
  }

  @Override
  public void peerDown(PeerHeader peer, PeerDown down) {
    if (!isWanted(peer.peer()) || isOfAnotherView(peer, down)) {
      return;
    }
    MonitoredSession session = router.find(peer.peer());
    if (session == null || !session.isUp()) {
      counters.add(BmpCounter.UNANNOUNCED_PEER);
      return;
    }
    LOG.warn("event=session-down session={} cause={} feed=bmp", session.id(), down.label());
    session.down(PeerDowns.reason(down));
    if (down.reason() == PeerDown.NOT_MONITORED) {
      router.forget(peer.peer());
    }
  }

  /** Some routers end their tables one by one; that another ends is nothing to the one we judge. */
  private boolean isOfAnotherView(PeerHeader peer, PeerDown down) {
    boolean marked = peer.view() != RibView.PRE_POLICY && peer.view() != settings.view();
    return marked && down.reason() == PeerDown.NOT_MONITORED;
  }

  @Override
  public void routeMonitoring(PeerHeader peer, MonitoredUpdate update) {
    if (peer.view() != settings.view()) {
      counters.add(BmpCounter.OTHER_VIEW);
      tellOfOtherView(peer.view());
      return;
    }
    MonitoredSession session = sessionOf(peer);
    if (session == null) {
      return;
    }
    anyRoute = true;
    if (session.update(peer, update, scan)) {
      counters.add(BmpCounter.UPDATES);
    } else {
      counters.add(BmpCounter.MALFORMED_UPDATES);
      if (faults.allows()) {
        LOG.warn(
            "event=update-malformed session={} issues={} suppressed={}",
            session.id(),
            scan.issues(),
            faults.takeSuppressed());
      }
    }
  }

  /** The peer's session if it is up; else the message is counted. */
  private @Nullable MonitoredSession sessionOf(PeerHeader header) {
    MonitoredPeer peer = header.peer();
    MonitoredSession session = router.find(peer);
    if (session != null && session.isUp()) {
      return session;
    }
    if (peer.type() == PeerType.LOC_RIB) {
      return unannouncedLocRib(header);
    }
    boolean known = peer.type() == PeerType.GLOBAL && settings.known().contains(peer.address());
    counters.add(known ? BmpCounter.KNOWN_PEER : BmpCounter.UNANNOUNCED_PEER);
    return null;
  }

  /** GoBGP never sends the Peer Up of its Loc-RIB that RFC 9069 section 5.3 demands. */
  private @Nullable MonitoredSession unannouncedLocRib(PeerHeader header) {
    Session session = PeerNames.session(settings, header.peer(), header.asn());
    MonitoredSession opened = router.open(header.peer(), session);
    if (opened == null) {
      counters.add(BmpCounter.TOO_MANY_PEERS);
      return null;
    }
    opened.upUnannounced(session, router.home().policy());
    LOG.info("event=session-up session={} feed=bmp announced=no", session.id());
    return opened;
  }

  /** A router that shows only tables that we do not judge is watched in vain. */
  private void tellOfOtherView(RibView shown) {
    if (!anyRoute && !otherViewTold) {
      otherViewTold = true;
      LOG.warn(
          "event=bmp-other-view router={} shown={} judged={}"
              + " hint=\"set view of the router, or let it send what is judged\"",
          settings.id(),
          shown.label(),
          settings.view().label());
    }
  }

  @Override
  public void routeMirroring(PeerHeader peer, Mirroring mirroring) {
    counters.add(BmpCounter.MIRRORED, mirroring.messages());
  }

  @Override
  public void statistics(PeerHeader peer, StatisticsReport report) {
    counters.add(BmpCounter.STATISTICS);
    MonitoredSession session = router.find(peer.peer());
    if (session != null && reports.allows()) {
      LOG.info(
          "event=bmp-statistics session={} view={} statistics={} omitted={} suppressed={}",
          session.id(),
          peer.view().label(),
          report.statistics(),
          report.omitted(),
          reports.takeSuppressed());
    }
  }

  // What cannot be read.

  @Override
  public void unknownType(int type) {
    counters.add(BmpCounter.UNKNOWN_TYPES);
    LOG.debug("event=bmp-unknown router={} message={}", settings.id(), BmpType.label(type));
  }

  @Override
  public void unknownPeerType(int type, int peerType) {
    counters.add(BmpCounter.UNKNOWN_TYPES);
    LOG.debug(
        "event=bmp-unknown router={} message={} peer-type={}",
        settings.id(),
        BmpType.label(type),
        peerType);
  }

  @Override
  public void malformed(BmpFault fault) {
    counters.add(BmpCounter.MALFORMED);
    if (faults.allows()) {
      LOG.warn(
          "event=bmp-malformed router={} fault=\"{}\" suppressed={}",
          settings.id(),
          fault,
          faults.takeSuppressed());
    }
  }

  @Override
  public void broken(BmpFault fault) {
    counters.add(BmpCounter.BROKEN);
    LOG.warn("event=bmp-broken router={} fault=\"{}\"", settings.id(), fault);
    ending = "broken";
  }
}
