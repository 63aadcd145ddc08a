package io.prefixwatch.bgp.bmp;

import static io.prefixwatch.bgp.update.OctetAccess.u8;

import io.prefixwatch.bgp.update.OctetCursor;

/**
 * Reads the messages of one router and tells a handler what they hold (RFC 7854).
 *
 * <p>One parser for one connection; not for sharing between threads. An error inside a message
 * costs that message; only a header that cannot be read costs the connection. Never throws for any
 * octets, keeps nothing of a message for the next, and allocates nothing for Route Monitoring.
 */
public final class BmpParser {

  // TLVs of Route Mirroring (RFC 7854 section 4.7).
  private static final int MIRRORED_MESSAGE = 0;
  private static final int MIRRORING_INFORMATION = 1;
  private static final int ERRORED = 0;
  private static final int MESSAGES_LOST = 1;

  /** TLV of Termination. */
  private static final int TERMINATION_REASON = 1;

  private final BmpHandler handler;
  private final OctetCursor cursor = new OctetCursor();
  private final PeerHeader peer = new PeerHeader();
  private final RouteParser routes = new RouteParser(cursor, this::fault);
  private final PeerStateParser states = new PeerStateParser(cursor, this::fault);

  /** Octets of the connection before the message in hand. */
  private long offset;

  public BmpParser(BmpHandler handler) {
    this.handler = handler;
  }

  /**
   * Reads every whole message of {@code buffer[from, to)}, which goes on where the octets before it
   * ended.
   *
   * @return where the first incomplete message begins, or the one that is {@link BmpHandler#broken}
   */
  public int parseAll(byte[] buffer, int from, int to) {
    int at = from;
    while (true) {
      int length = BmpFrame.next(buffer, at, to);
      if (length == BmpFrame.BROKEN) {
        broken(buffer, at);
        return at;
      }
      if (length == BmpFrame.NEED_MORE) {
        return at;
      }
      parse(buffer, at, length);
      at += length;
    }
  }

  /** Tells why {@link BmpFrame} called the header at {@code at} broken. */
  public void broken(byte[] buffer, int at) {
    handler.broken(new BmpFault(offset, BmpFrame.error(buffer, at)));
  }

  /** Reads one whole message, as {@link BmpFrame} found it. */
  public void parse(byte[] buffer, int from, int length) {
    int version = u8(buffer, from);
    int type = u8(buffer, from + BmpFrame.HEADER - 1);
    cursor.over(buffer, from + BmpFrame.HEADER, from + length);
    switch (type) {
      case BmpType.INITIATION -> handler.initiation(InformationParser.read(cursor, this::fault));
      case BmpType.TERMINATION -> readTermination();
      case BmpType.ROUTE_MONITORING,
          BmpType.STATISTICS_REPORT,
          BmpType.PEER_DOWN,
          BmpType.PEER_UP,
          BmpType.ROUTE_MIRRORING ->
          readOfPeer(type, version);
      default -> handler.unknownType(type);
    }
    offset += length;
  }

  private void readTermination() {
    Information information = InformationParser.read(cursor, this::fault);
    int reason = Termination.NO_REASON;
    for (Information.Tlv tlv : information.tlvs()) {
      if (tlv.type() == TERMINATION_REASON && tlv.value().length() == 2) {
        reason = tlv.value().u16(0);
      }
    }
    handler.termination(new Termination(reason, information));
  }

  private void readOfPeer(int type, int version) {
    if (!cursor.has(PeerHeader.LENGTH)) {
      fault("the message ends before the end of its per-peer header");
      return;
    }
    int code = u8(cursor.buffer(), cursor.at());
    PeerType peerType = PeerType.of(code);
    if (peerType == null) {
      handler.unknownPeerType(type, code);
      return;
    }
    peer.read(peerType, cursor);
    switch (type) {
      case BmpType.ROUTE_MONITORING -> {
        boolean sound = version == BmpFrame.VERSION_4 ? routes.readTlvs() : routes.readPlain();
        if (sound) {
          handler.routeMonitoring(peer, routes.update());
        }
      }
      case BmpType.PEER_UP -> {
        PeerUp up = states.peerUp(peer);
        if (up != null) {
          handler.peerUp(peer, up);
        }
      }
      case BmpType.PEER_DOWN -> {
        PeerDown down = states.peerDown(version);
        if (down != null) {
          handler.peerDown(peer, down);
        }
      }
      case BmpType.STATISTICS_REPORT -> {
        StatisticsReport report = StatisticsParser.read(cursor, this::fault);
        if (report != null) {
          handler.statistics(peer, report);
        }
      }
      default -> handler.routeMirroring(peer, readMirroring());
    }
  }

  private Mirroring readMirroring() {
    int messages = 0;
    boolean errored = false;
    boolean lost = false;
    while (cursor.remaining() > 0) {
      if (!cursor.has(InformationParser.HEAD)) {
        fault(cursor.remaining() + " octets are left over behind the last TLV");
        break;
      }
      int type = cursor.u16();
      int length = cursor.u16();
      if (!cursor.has(length)) {
        fault("TLV of type " + type + " runs past the message");
        break;
      }
      if (type == MIRRORED_MESSAGE) {
        messages++;
      } else if (type == MIRRORING_INFORMATION && length == 2) {
        int code = cursor.u16();
        errored |= code == ERRORED;
        lost |= code == MESSAGES_LOST;
        continue;
      }
      cursor.skip(length);
    }
    return new Mirroring(messages, errored, lost);
  }

  private void fault(String reason) {
    handler.malformed(new BmpFault(offset, reason));
  }
}
