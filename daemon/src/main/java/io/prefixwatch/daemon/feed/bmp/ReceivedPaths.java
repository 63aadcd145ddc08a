package io.prefixwatch.daemon.feed.bmp;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.monitor.event.EngineEvent;
import java.util.function.Consumer;

/**
 * Shows paths as the router received them. Some routers (FRR 8) write what they received as they
 * would send it on: their own AS stands before the peer's. Nobody else can have put it there, so it
 * goes. Owned by the session's event loop.
 */
final class ReceivedPaths implements Consumer<EngineEvent> {

  private static final long NOBODY = -1;

  private final Consumer<EngineEvent> out;
  private long routerAsn = NOBODY;
  private long peerAsn = NOBODY;

  ReceivedPaths(Consumer<EngineEvent> out) {
    this.out = out;
  }

  /** The session is between these two; on iBGP nobody puts an AS into a path. */
  void between(long router, long peer) {
    routerAsn = router == peer ? NOBODY : router;
    peerAsn = peer;
  }

  /** There is no peer: what the Loc-RIB holds is taken as it is. */
  void ofNobody() {
    routerAsn = NOBODY;
  }

  @Override
  public void accept(EngineEvent event) {
    if (event instanceof EngineEvent.RouteAnnounced announced) {
      AsPath path = announced.attributes().asPath();
      if (path.startsWith(routerAsn, peerAsn)) {
        out.accept(received(announced, path.withoutFirst()));
        return;
      }
    }
    out.accept(event);
  }

  private static EngineEvent received(EngineEvent.RouteAnnounced announced, AsPath path) {
    return new EngineEvent.RouteAnnounced(
        announced.at(),
        announced.session(),
        announced.prefix(),
        announced.pathId(),
        announced.attributes().withAsPath(path));
  }
}
