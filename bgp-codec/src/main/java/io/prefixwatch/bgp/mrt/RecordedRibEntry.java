package io.prefixwatch.bgp.mrt;

import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.update.ScanContext;

/**
 * One route of a recorded table, its attributes a range of the reader's array (RFC 6396 section 4.2
 * and 4.3.4). Reused: valid only inside {@link MrtHandler#ribEntry}.
 */
public final class RecordedRibEntry {

  private static final ScanContext AS2 = ScanContext.recorded(false, false);
  private static final ScanContext AS4 = ScanContext.recorded(true, false);

  // Set by the parser.
  long offset;
  long time;
  long originated;
  RecordedPeer peer = new RecordedPeer(Address.ipv4(0), 0);
  boolean ipv6;
  long hi;
  long lo;
  int prefixLength;
  long pathId = Nlri.NO_PATH_ID;
  boolean as4;
  byte[] buffer = new byte[0];
  int attributesFrom;
  int attributesLength;

  RecordedRibEntry() {}

  /** Octets of the file before the record. */
  public long offset() {
    return offset;
  }

  /** When the table was recorded, microseconds since the epoch. */
  public long time() {
    return time;
  }

  /** When the route was received, microseconds since the epoch. */
  public long originated() {
    return originated;
  }

  /** Who announced the route. */
  public RecordedPeer peer() {
    return peer;
  }

  public boolean ipv6() {
    return ipv6;
  }

  /** The first 64 bits of the prefix, host bits masked; see {@link Prefix}. */
  public long hi() {
    return hi;
  }

  /** The last 64 bits of the prefix, host bits masked. */
  public long lo() {
    return lo;
  }

  public int prefixLength() {
    return prefixLength;
  }

  /** The path identifier, or {@link Nlri#NO_PATH_ID}. */
  public long pathId() {
    return pathId;
  }

  /** How {@link io.prefixwatch.bgp.update.UpdateScan#scanRibEntry} is to read the attributes. */
  public ScanContext context() {
    return as4 ? AS4 : AS2;
  }

  /** The array that holds the attributes. */
  public byte[] buffer() {
    return buffer;
  }

  public int attributesFrom() {
    return attributesFrom;
  }

  public int attributesLength() {
    return attributesLength;
  }

  /** The route's prefix as a value. */
  public Prefix toPrefix() {
    return new Prefix(ipv6, hi, lo, prefixLength);
  }

  /** The route's prefix and path identifier as a value. */
  public Nlri toNlri() {
    return new Nlri(toPrefix(), pathId);
  }
}
