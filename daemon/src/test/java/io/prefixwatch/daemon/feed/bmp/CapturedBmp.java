package io.prefixwatch.daemon.feed.bmp;

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
import io.prefixwatch.bgp.bmp.PeerUp;
import io.prefixwatch.bgp.bmp.StatisticsReport;
import io.prefixwatch.bgp.bmp.Termination;
import io.prefixwatch.bgp.bmp.UpdateContexts;
import io.prefixwatch.bgp.message.UpdateMessage;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.update.NlriCursor;
import io.prefixwatch.bgp.update.ParserPolicy;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.bgp.update.UpdateDecoder;
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.daemon.fixture.pcap.TcpStream;
import io.prefixwatch.daemon.fixture.pcap.TcpStreams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a capture of a router's connection tells, counted and listed. */
final class CapturedBmp implements BmpHandler {

  final List<Integer> types = new ArrayList<>();
  final List<String> aboutPeers = new ArrayList<>();
  final List<String> peersUp = new ArrayList<>();
  final List<String> announcedPlain = new ArrayList<>();
  final List<String> announcedMultiprotocol = new ArrayList<>();
  final List<String> withdrawn = new ArrayList<>();
  final List<String> otherFamilies = new ArrayList<>();
  final List<String> endOfRib = new ArrayList<>();
  final List<String> faults = new ArrayList<>();
  private final Map<MonitoredPeer, UpdateContexts> contexts = new HashMap<>();
  private final UpdateScan scan = new UpdateScan();

  private CapturedBmp() {}

  /** The octets that the router sent. */
  static byte[] octets(Path capture) throws IOException {
    List<TcpStream> streams = TcpStreams.of(capture);
    if (streams.size() != 1) {
      throw new IOException(capture + " has " + streams.size() + " streams, not one");
    }
    return streams.get(0).octets().toByteArray();
  }

  static CapturedBmp of(Path capture) throws IOException {
    CapturedBmp captured = new CapturedBmp();
    byte[] octets = octets(capture);
    int read = new BmpParser(captured).parseAll(octets, 0, octets.length);
    if (read < octets.length) {
      captured.faults.add(octets.length - read + " octets are left over");
    }
    return captured;
  }

  int messages(int type) {
    return Collections.frequency(types, type);
  }

  private void count(int type) {
    types.add(type);
  }

  private void count(int type, PeerHeader about) {
    count(type);
    aboutPeers.add(about.peer().address().toString());
  }

  @Override
  public void initiation(Information information) {
    count(BmpType.INITIATION);
  }

  @Override
  public void termination(Termination termination) {
    count(BmpType.TERMINATION);
  }

  @Override
  public void peerUp(PeerHeader peer, PeerUp up) {
    count(BmpType.PEER_UP, peer);
    peersUp.add(peer.peer().address() + " AS" + peer.asn());
    contexts.put(peer.peer(), UpdateContexts.of(up, ParserPolicy.DEFAULT));
  }

  @Override
  public void peerDown(PeerHeader peer, PeerDown down) {
    count(BmpType.PEER_DOWN, peer);
  }

  @Override
  public void routeMonitoring(PeerHeader peer, MonitoredUpdate update) {
    count(BmpType.ROUTE_MONITORING, peer);
    UpdateContexts known = contexts.get(peer.peer());
    ScanContext context =
        (known == null ? UpdateContexts.unannounced(ParserPolicy.DEFAULT) : known).of(peer, update);
    scan.scan(update.buffer(), update.from(), update.length(), context);
    for (UpdateMessage.OtherFamily other : UpdateDecoder.decode(scan).otherFamilies()) {
      if (other.reach()) {
        otherFamilies.add(other.family().label());
      }
    }
    scan.issues().forEach(issue -> faults.add(issue.toString()));
    String view = peer.peer().address() + " " + peer.view().label() + " ";
    list(scan.announcedPlain(), view, announcedPlain);
    list(scan.announcedMultiprotocol(), view, announcedMultiprotocol);
    list(scan.withdrawnPlain(), view, withdrawn);
    list(scan.withdrawnMultiprotocol(), view, withdrawn);
    Family family = scan.endOfRib();
    if (family != null) {
      endOfRib.add(view + family);
    }
  }

  private static void list(NlriCursor cursor, String view, List<String> into) {
    while (cursor.next()) {
      String id = cursor.pathId() < 0 ? "" : " path " + cursor.pathId();
      into.add(view + cursor.toNlri().prefix() + id);
    }
  }

  @Override
  public void routeMirroring(PeerHeader peer, Mirroring mirroring) {
    count(BmpType.ROUTE_MIRRORING, peer);
  }

  @Override
  public void statistics(PeerHeader peer, StatisticsReport report) {
    count(BmpType.STATISTICS_REPORT, peer);
  }

  @Override
  public void unknownType(int type) {
    count(type);
  }

  @Override
  public void unknownPeerType(int type, int peerType) {
    faults.add("peer type " + peerType);
  }

  @Override
  public void malformed(BmpFault fault) {
    faults.add(fault.toString());
  }

  @Override
  public void broken(BmpFault fault) {
    faults.add("broken at " + fault);
  }
}
