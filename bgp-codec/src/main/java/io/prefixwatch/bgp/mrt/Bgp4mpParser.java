package io.prefixwatch.bgp.mrt;

import static io.prefixwatch.bgp.update.OctetAccess.u8;

import io.prefixwatch.bgp.message.Frame;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.update.OctetCursor;

/** BGP4MP and BGP4MP_ET: messages and state changes (RFC 6396 section 4.4, RFC 8050). */
final class Bgp4mpParser {

  private static final int LAST_MICROSECOND = 999_999;

  private final MrtHandler handler;
  private final OctetCursor cursor;
  private final PeerCache peers;
  private final RecordedMessage message = new RecordedMessage();

  Bgp4mpParser(MrtHandler handler, OctetCursor cursor, PeerCache peers) {
    this.handler = handler;
    this.cursor = cursor;
    this.peers = peers;
  }

  /** False if the subtype is none that is read here. */
  boolean parse(MrtReader record) {
    int subtype = record.subtype();
    boolean stateChange = subtype == MrtType.STATE_CHANGE || subtype == MrtType.STATE_CHANGE_AS4;
    if (!stateChange && !isMessage(subtype)) {
      return false;
    }
    cursor.over(record.buffer(), record.from(), record.to());
    long offset = record.offset();
    long time = 1_000_000 * record.seconds();
    if (record.type() == MrtType.BGP4MP_ET) {
      if (!cursor.has(4)) {
        fault(offset, "the record ends inside its microseconds");
        return true;
      }
      // A field above its range must not shift the record into another second.
      time += Math.min(cursor.u32(), LAST_MICROSECOND);
    }
    message.offset = offset;
    message.time = time;
    message.as4 = isAs4(subtype);
    if (!readPeer()) {
      return true;
    }
    if (stateChange) {
      readStateChange();
    } else {
      message.addPath = subtype >= MrtType.MESSAGE_ADDPATH;
      message.local = isLocal(subtype);
      readMessage();
    }
    return true;
  }

  private static boolean isMessage(int subtype) {
    return subtype == MrtType.MESSAGE
        || (subtype >= MrtType.MESSAGE_AS4 && subtype <= MrtType.MESSAGE_AS4_LOCAL_ADDPATH);
  }

  private static boolean isAs4(int subtype) {
    return switch (subtype) {
      case MrtType.MESSAGE_AS4,
          MrtType.STATE_CHANGE_AS4,
          MrtType.MESSAGE_AS4_LOCAL,
          MrtType.MESSAGE_AS4_ADDPATH,
          MrtType.MESSAGE_AS4_LOCAL_ADDPATH ->
          true;
      default -> false;
    };
  }

  private static boolean isLocal(int subtype) {
    return switch (subtype) {
      case MrtType.MESSAGE_LOCAL,
          MrtType.MESSAGE_AS4_LOCAL,
          MrtType.MESSAGE_LOCAL_ADDPATH,
          MrtType.MESSAGE_AS4_LOCAL_ADDPATH ->
          true;
      default -> false;
    };
  }

  private boolean readPeer() {
    int asns = message.as4 ? 8 : 4;
    if (!cursor.has(asns + 4)) {
      fault(message.offset, "the record ends before its addresses");
      return false;
    }
    long peerAsn = cursor.asn(message.as4);
    message.localAsn = cursor.asn(message.as4);
    cursor.skip(2); // interface index, of the collector
    int afi = cursor.u16();
    if (afi != Family.AFI_IPV4 && afi != Family.AFI_IPV6) {
      fault(message.offset, "the addresses are of family " + afi + ", neither IPv4 nor IPv6");
      return false;
    }
    boolean ipv6 = afi == Family.AFI_IPV6;
    int octets = ipv6 ? 16 : 4;
    if (!cursor.has(2 * octets)) {
      fault(message.offset, "the record ends inside its addresses");
      return false;
    }
    message.peer = peers.of(cursor.address(ipv6), peerAsn);
    cursor.skip(octets); // the collector's own address
    return true;
  }

  private void readStateChange() {
    if (!cursor.has(4)) {
      fault(message.offset, "the record ends inside its states");
      return;
    }
    PeerState oldState = PeerState.of(cursor.u16());
    PeerState newState = PeerState.of(cursor.u16());
    handler.stateChange(
        new RecordedStateChange(
            message.offset, message.time, message.peer, message.localAsn, oldState, newState));
    reportRest();
  }

  private void readMessage() {
    byte[] buffer = cursor.buffer();
    int from = cursor.at();
    int to = from + cursor.remaining();
    // A recording has no negotiated size: whatever the field can hold is legal.
    int length = Frame.next(buffer, from, to, true);
    if (length == Frame.BROKEN) {
      String error = Frame.error(buffer, from, to, true).error().label();
      fault(message.offset, "the BGP message has no sound header: " + error);
      return;
    }
    if (length == Frame.NEED_MORE) {
      fault(message.offset, "the record ends inside its BGP message");
      return;
    }
    MessageType type = MessageType.of(u8(buffer, from + Frame.HEADER - 1));
    if (type == null) {
      return; // cannot be: the frame is sound
    }
    message.type = type;
    message.buffer = buffer;
    message.from = from;
    message.length = length;
    handler.message(message);
    cursor.skip(length);
    reportRest();
  }

  private void reportRest() {
    if (cursor.remaining() > 0) {
      fault(message.offset, cursor.remaining() + " octets are left over in the record");
    }
  }

  private void fault(long offset, String reason) {
    handler.malformed(new MrtFault(offset, reason));
  }
}
