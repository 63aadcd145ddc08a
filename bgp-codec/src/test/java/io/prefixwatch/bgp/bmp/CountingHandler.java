package io.prefixwatch.bgp.bmp;

/** Counts routes, hears everything else in silence, and accepts no fault. */
class CountingHandler implements BmpHandler {

  private int routes;

  int routes() {
    return routes;
  }

  @Override
  public void initiation(Information information) {}

  @Override
  public void termination(Termination termination) {}

  @Override
  public void peerUp(PeerHeader peer, PeerUp up) {}

  @Override
  public void peerDown(PeerHeader peer, PeerDown down) {}

  @Override
  public void routeMonitoring(PeerHeader peer, MonitoredUpdate update) {
    routes++;
  }

  @Override
  public void routeMirroring(PeerHeader peer, Mirroring mirroring) {}

  @Override
  public void statistics(PeerHeader peer, StatisticsReport report) {}

  @Override
  public void unknownType(int type) {}

  @Override
  public void unknownPeerType(int type, int peerType) {}

  @Override
  public void malformed(BmpFault found) {
    throw new AssertionError(found.toString());
  }

  @Override
  public void broken(BmpFault found) {
    throw new AssertionError(found.toString());
  }
}
