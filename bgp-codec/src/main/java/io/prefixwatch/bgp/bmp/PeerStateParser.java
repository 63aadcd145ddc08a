package io.prefixwatch.bgp.bmp;

import static io.prefixwatch.bgp.update.OctetAccess.u8;

import io.prefixwatch.bgp.message.Frame;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.message.OpenDecoder;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.update.OctetCursor;
import org.jspecify.annotations.Nullable;

/** Peer Up and Peer Down, behind the per-peer header (RFC 7854 section 4.9 and 4.10). */
final class PeerStateParser {

  /** Octets of the local address and both ports. */
  private static final int ENDS = 20;

  private final OctetCursor cursor;
  private final FaultSink faults;

  PeerStateParser(OctetCursor cursor, FaultSink faults) {
    this.cursor = cursor;
    this.faults = faults;
  }

  /** Null if it is damaged, which was told: without both OPENs no route of the peer can be read. */
  @Nullable PeerUp peerUp(PeerHeader peer) {
    if (!cursor.has(ENDS)) {
      faults.fault("the message ends before the OPENs");
      return null;
    }
    Address local = localAddress(peer);
    int localPort = cursor.u16();
    int remotePort = cursor.u16();
    Open sent = open("sent");
    Open received = sent == null ? null : open("received");
    if (sent == null || received == null) {
      return null;
    }
    Information information = InformationParser.read(cursor, faults);
    return new PeerUp(local, localPort, remotePort, sent, received, information);
  }

  private Address localAddress(PeerHeader peer) {
    if (peer.ipv6()) {
      return cursor.address(true);
    }
    cursor.skip(12);
    return cursor.address(false);
  }

  private @Nullable Open open(String which) {
    int length = message(MessageType.OPEN, which + " OPEN");
    if (length == 0) {
      return null;
    }
    Open open = OpenDecoder.decodeRecorded(cursor.buffer(), cursor.at(), length);
    if (open == null) {
      faults.fault("the " + which + " OPEN has malformed parameters");
    }
    cursor.skip(length);
    return open;
  }

  /** The length of the BGP message that comes next; 0 if it is no such message, which was told. */
  private int message(MessageType wanted, String what) {
    byte[] buffer = cursor.buffer();
    int from = cursor.at();
    int length = Frame.next(buffer, from, from + cursor.remaining(), true);
    if (length == Frame.NEED_MORE) {
      faults.fault("the message ends inside the " + what);
    } else if (length == Frame.BROKEN) {
      faults.fault("the " + what + " has no sound header");
    } else if (u8(buffer, from + Frame.HEADER - 1) != wanted.code()) {
      faults.fault("the " + what + " is another message");
    } else {
      return length;
    }
    return 0;
  }

  /** Null if there is no reason, which was told; what is damaged behind it is left out. */
  @Nullable PeerDown peerDown(int version) {
    if (!cursor.has(1)) {
      faults.fault("the message ends before the reason");
      return null;
    }
    int reason = cursor.u8();
    Notification notification = null;
    int event = PeerDown.NO_EVENT;
    boolean readable = true;
    switch (reason) {
      case PeerDown.LOCAL_NOTIFICATION, PeerDown.REMOTE_NOTIFICATION -> {
        int length = message(MessageType.NOTIFICATION, "NOTIFICATION");
        readable = length > 0;
        if (readable) {
          notification = Notification.decode(cursor.buffer(), cursor.at(), length);
          cursor.skip(length);
        }
      }
      case PeerDown.LOCAL_NO_NOTIFICATION -> {
        readable = cursor.has(2);
        if (readable) {
          event = cursor.u16();
        } else {
          faults.fault("the message ends before the FSM event");
        }
      }
      default -> {}
    }
    Information information = readable ? rest(reason, version) : Information.NONE;
    return new PeerDown(reason, notification, event, information);
  }

  /** TLVs stand behind reason 6, and in version 4 behind any. */
  private Information rest(int reason, int version) {
    if (reason == PeerDown.LOCAL_WITH_TLVS || version == BmpFrame.VERSION_4) {
      return InformationParser.read(cursor, faults);
    }
    boolean assigned = reason >= PeerDown.LOCAL_NOTIFICATION && reason < PeerDown.LOCAL_WITH_TLVS;
    if (assigned && cursor.remaining() > 0) {
      faults.fault(cursor.remaining() + " octets are left over behind the reason");
    }
    return Information.NONE;
  }
}
