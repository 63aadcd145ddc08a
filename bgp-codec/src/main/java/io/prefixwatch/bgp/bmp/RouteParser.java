package io.prefixwatch.bgp.bmp;

import static io.prefixwatch.bgp.update.OctetAccess.u16;
import static io.prefixwatch.bgp.update.OctetAccess.u8;

import io.prefixwatch.bgp.capability.CapabilityCode;
import io.prefixwatch.bgp.message.Frame;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.update.OctetCursor;

/** Route Monitoring, behind the per-peer header: finds the UPDATE, allocates nothing. */
final class RouteParser {

  // TLVs of version 4 (draft-ietf-grow-bmp-tlv): type, length of the value, index, value.
  private static final int TLV_HEAD = 6;
  private static final int STATELESS_PARSING = 1;
  private static final int BGP_MESSAGE = 4;

  /** E: the type belongs to an enterprise whose number stands before the value. */
  private static final int ENTERPRISE = 0x8000;

  private final OctetCursor cursor;
  private final FaultSink faults;
  private final MonitoredUpdate update = new MonitoredUpdate();

  RouteParser(OctetCursor cursor, FaultSink faults) {
    this.cursor = cursor;
    this.faults = faults;
  }

  MonitoredUpdate update() {
    return update;
  }

  /** Version 3: the UPDATE is all there is. False if it is damaged, which was told. */
  boolean readPlain() {
    update.reset();
    return readMessage(cursor.at(), cursor.at() + cursor.remaining());
  }

  private boolean readMessage(int from, int to) {
    byte[] buffer = cursor.buffer();
    int length = Frame.next(buffer, from, to, true);
    if (length == Frame.NEED_MORE) {
      faults.fault("the message ends inside its UPDATE");
      return false;
    }
    if (length == Frame.BROKEN) {
      String error = Frame.error(buffer, from, to, true).error().label();
      faults.fault("the UPDATE has no sound header: " + error);
      return false;
    }
    if (u8(buffer, from + Frame.HEADER - 1) != MessageType.UPDATE.code()) {
      faults.fault("the BGP message is no UPDATE");
      return false;
    }
    update.over(buffer, from, length);
    if (from + length < to) {
      faults.fault(to - from - length + " octets are left over behind the UPDATE");
    }
    return true;
  }

  /** Version 4: the UPDATE is one of several TLVs. False if it is damaged, which was told. */
  boolean readTlvs() {
    update.reset();
    while (cursor.remaining() > 0) {
      if (!cursor.has(TLV_HEAD)) {
        faults.fault(cursor.remaining() + " octets are left over behind the last TLV");
        return false;
      }
      int type = cursor.u16();
      int length = cursor.u16();
      cursor.skip(2);
      int enterprise = (type & ENTERPRISE) == 0 ? 0 : 4;
      if (!cursor.has(enterprise + length)) {
        faults.fault("TLV of type " + type + " runs past the message");
        return false;
      }
      int from = cursor.at();
      cursor.skip(enterprise + length);
      if (type == STATELESS_PARSING) {
        if (!readCapabilities(from, from + length)) {
          return false;
        }
      } else if (type == BGP_MESSAGE) {
        if (update.isPresent()) {
          faults.fault("there are two UPDATEs");
          return false;
        }
        if (!readMessage(from, from + length)) {
          return false;
        }
      }
    }
    if (!update.isPresent()) {
      faults.fault("there is no UPDATE");
    }
    return update.isPresent();
  }

  /**
   * Of the capabilities by which the message is to be read, ADD-PATH is the one that matters. False
   * if they are damaged: nobody can say then how to read the UPDATE.
   */
  private boolean readCapabilities(int from, int to) {
    byte[] buffer = cursor.buffer();
    int at = from;
    while (at + 2 <= to) {
      int code = u8(buffer, at);
      int next = at + 2 + u8(buffer, at + 1);
      if (next > to) {
        faults.fault("a capability runs past its TLV");
        return false;
      }
      if (code == CapabilityCode.ADD_PATH) {
        readAddPath(at + 2, next);
      }
      at = next;
    }
    return true;
  }

  private void readAddPath(int from, int to) {
    byte[] buffer = cursor.buffer();
    for (int at = from; at + 4 <= to; at += 4) {
      int afi = u16(buffer, at);
      boolean unicast = u8(buffer, at + 2) == Family.SAFI_UNICAST;
      if (unicast && (afi == Family.AFI_IPV4 || afi == Family.AFI_IPV6)) {
        update.states(afi == Family.AFI_IPV6, u8(buffer, at + 3));
      }
    }
  }
}
