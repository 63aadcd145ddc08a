package io.prefixwatch.bgp.mrt;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.update.OctetCursor;

/** TABLE_DUMP: one route a record, 2-octet AS numbers (RFC 6396 section 4.2). */
final class TableDumpParser {

  /** Prefix length, status, originated time, AS number, attribute length. */
  private static final int FIXED = 1 + 1 + 4 + 2 + 2;

  private final MrtHandler handler;
  private final OctetCursor cursor;
  private final PeerCache peers;
  private final RecordedRibEntry entry = new RecordedRibEntry();

  TableDumpParser(MrtHandler handler, OctetCursor cursor, PeerCache peers) {
    this.handler = handler;
    this.cursor = cursor;
    this.peers = peers;
  }

  /** False if the subtype, here an address family, is none that is read. */
  boolean parse(MrtReader record) {
    int afi = record.subtype();
    if (afi != Family.AFI_IPV4 && afi != Family.AFI_IPV6) {
      return false;
    }
    cursor.over(record.buffer(), record.from(), record.to());
    entry.offset = record.offset();
    entry.time = 1_000_000 * record.seconds();
    entry.ipv6 = afi == Family.AFI_IPV6;
    int octets = entry.ipv6 ? 16 : 4;
    if (!cursor.has(4 + 2 * octets + FIXED)) {
      fault("the record ends before its attributes");
      return true;
    }
    cursor.skip(4); // view and sequence number
    readPrefix();
    if (entry.prefixLength > 8 * octets) {
      fault("prefix length " + entry.prefixLength);
      return true;
    }
    cursor.skip(1); // status, unused
    entry.originated = 1_000_000 * cursor.u32();
    entry.peer = peers.of(cursor.address(entry.ipv6), cursor.u16());
    readAttributes();
    return true;
  }

  private void readPrefix() {
    long hi = entry.ipv6 ? cursor.i64() : cursor.u32() << 32;
    long lo = entry.ipv6 ? cursor.i64() : 0;
    int length = cursor.u8();
    entry.prefixLength = length;
    entry.hi = hi & Prefix.highMask(length);
    entry.lo = lo & Prefix.lowMask(length);
  }

  private void readAttributes() {
    int length = cursor.u16();
    if (!cursor.has(length)) {
      fault("the attributes run past the record");
      return;
    }
    entry.buffer = cursor.buffer();
    entry.attributesFrom = cursor.at();
    entry.attributesLength = length;
    handler.ribEntry(entry);
    cursor.skip(length);
    if (cursor.remaining() > 0) {
      fault(cursor.remaining() + " octets are left over in the record");
    }
  }

  private void fault(String reason) {
    handler.malformed(new MrtFault(entry.offset, reason));
  }
}
