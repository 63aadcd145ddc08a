package io.prefixwatch.bgp.mrt;

import static io.prefixwatch.bgp.update.OctetAccess.u8;

import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.update.OctetCursor;
import java.util.ArrayList;
import java.util.List;

/** TABLE_DUMP_V2: a table of peers, then the routes of one prefix a record (RFC 6396 4.3). */
final class TableDumpV2Parser {

  private static final int PEER_IPV6 = 1;
  private static final int PEER_AS4 = 2;

  private final MrtHandler handler;
  private final OctetCursor cursor;
  private final RecordedRibEntry entry = new RecordedRibEntry();

  /**
   * Of the last PEER_INDEX_TABLE; a peer of a damaged one is there if it stood before the damage.
   */
  private List<RecordedPeer> peers = List.of();

  private boolean peersKnown;

  TableDumpV2Parser(MrtHandler handler, OctetCursor cursor) {
    this.handler = handler;
    this.cursor = cursor;
    entry.as4 = true;
  }

  /** False if the subtype is none that is read here. */
  boolean parse(MrtReader record) {
    int subtype = record.subtype();
    boolean addPath =
        subtype == MrtType.RIB_IPV4_UNICAST_ADDPATH || subtype == MrtType.RIB_IPV6_UNICAST_ADDPATH;
    boolean ipv6 =
        subtype == MrtType.RIB_IPV6_UNICAST || subtype == MrtType.RIB_IPV6_UNICAST_ADDPATH;
    if (subtype == MrtType.PEER_INDEX_TABLE) {
      begin(record);
      readPeers();
      return true;
    }
    if (subtype != MrtType.RIB_IPV4_UNICAST && !ipv6 && !addPath) {
      return false;
    }
    begin(record);
    entry.ipv6 = ipv6;
    readRoutes(addPath);
    return true;
  }

  private void begin(MrtReader record) {
    cursor.over(record.buffer(), record.from(), record.to());
    entry.offset = record.offset();
    entry.time = 1_000_000 * record.seconds();
    entry.buffer = record.buffer();
  }

  private void readPeers() {
    peers = new ArrayList<>();
    peersKnown = true;
    if (!cursor.has(6)) {
      fault("the peer table ends before its view name");
      return;
    }
    cursor.skip(4); // BGP identifier of the collector
    int nameLength = cursor.u16();
    if (!cursor.has(nameLength + 2)) {
      fault("the peer table ends inside its view name");
      return;
    }
    cursor.skip(nameLength);
    int count = cursor.u16();
    for (int i = 0; i < count; i++) {
      if (!readPeer()) {
        fault("the peer table ends after " + i + " of " + count + " peers");
        return;
      }
    }
    reportRest();
  }

  private boolean readPeer() {
    if (!cursor.has(1)) {
      return false;
    }
    int type = cursor.u8();
    boolean ipv6 = (type & PEER_IPV6) != 0;
    boolean as4 = (type & PEER_AS4) != 0;
    if (!cursor.has(4 + (ipv6 ? 16 : 4) + (as4 ? 4 : 2))) {
      return false;
    }
    cursor.skip(4); // BGP identifier
    Address address = cursor.address(ipv6);
    peers.add(new RecordedPeer(address, cursor.asn(as4)));
    return true;
  }

  private void readRoutes(boolean addPath) {
    if (!peersKnown) {
      fault("routes before any PEER_INDEX_TABLE, so nobody knows whose");
      return;
    }
    if (!cursor.has(5)) {
      fault("the record ends before its prefix");
      return;
    }
    cursor.skip(4); // sequence number
    int length = cursor.u8();
    if (length > (entry.ipv6 ? 128 : 32)) {
      fault("prefix length " + length);
      return;
    }
    int octets = (length + 7) >>> 3;
    if (!cursor.has(octets + 2)) {
      fault("the record ends inside its prefix");
      return;
    }
    readPrefix(length, octets);
    readEntries(cursor.u16(), addPath);
  }

  private void readPrefix(int length, int octets) {
    long hi = 0;
    long lo = 0;
    for (int i = 0; i < octets; i++) {
      long octet = u8(cursor.buffer(), cursor.at() + i);
      if (i < 8) {
        hi |= octet << (56 - 8 * i);
      } else {
        lo |= octet << (120 - 8 * i);
      }
    }
    cursor.skip(octets);
    entry.prefixLength = length;
    entry.hi = hi & Prefix.highMask(length);
    entry.lo = lo & Prefix.lowMask(length);
  }

  private void readEntries(int count, boolean addPath) {
    int strangers = 0;
    for (int i = 0; i < count; i++) {
      if (!cursor.has(addPath ? 12 : 8)) {
        fault("the record ends after " + i + " of " + count + " entries");
        return;
      }
      int peer = cursor.u16();
      entry.originated = 1_000_000 * cursor.u32();
      entry.pathId = addPath ? cursor.u32() : Nlri.NO_PATH_ID;
      int length = cursor.u16();
      if (!cursor.has(length)) {
        fault("the attributes of entry " + i + " run past the record");
        return;
      }
      entry.attributesFrom = cursor.at();
      entry.attributesLength = length;
      cursor.skip(length);
      if (peer < peers.size()) {
        entry.peer = peers.get(peer);
        handler.ribEntry(entry);
      } else {
        strangers++;
      }
    }
    if (strangers > 0) {
      fault(strangers + " of " + count + " entries name a peer that the PEER_INDEX_TABLE lacks");
    }
    reportRest();
  }

  private void reportRest() {
    if (cursor.remaining() > 0) {
      fault(cursor.remaining() + " octets are left over in the record");
    }
  }

  private void fault(String reason) {
    handler.malformed(new MrtFault(entry.offset, reason));
  }
}
