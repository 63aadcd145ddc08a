package io.prefixwatch.bgp.mrt;

import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.update.ScanContext;

/**
 * One BGP message of a recording, as a range of the reader's array (RFC 6396 section 4.4.2).
 *
 * <p>Its marker, length and type are sound; what is behind them nobody has looked at. Reused: valid
 * only inside {@link MrtHandler#message}.
 */
public final class RecordedMessage {

  private static final ScanContext AS2 = ScanContext.recorded(false, false);
  private static final ScanContext AS2_ADD_PATH = ScanContext.recorded(false, true);
  private static final ScanContext AS4 = ScanContext.recorded(true, false);
  private static final ScanContext AS4_ADD_PATH = ScanContext.recorded(true, true);

  // Set by the parser.
  long offset;
  long time;
  RecordedPeer peer = new RecordedPeer(Address.ipv4(0), 0);
  long localAsn;
  boolean as4;
  boolean addPath;
  boolean local;
  MessageType type = MessageType.KEEPALIVE;
  byte[] buffer = new byte[0];
  int from;
  int length;

  RecordedMessage() {}

  /** Octets of the file before the record. */
  public long offset() {
    return offset;
  }

  /** Microseconds since the epoch. */
  public long time() {
    return time;
  }

  /** The other end of the session. */
  public RecordedPeer peer() {
    return peer;
  }

  /** AS number of the collector on that session. */
  public long localAsn() {
    return localAsn;
  }

  /** True if the collector sent the message itself ({@code _LOCAL}): no route of the peer. */
  public boolean local() {
    return local;
  }

  /** True if AS_PATH and AGGREGATOR hold 4-octet numbers. */
  public boolean as4() {
    return as4;
  }

  /** True if NLRI carry path identifiers (RFC 8050). */
  public boolean addPath() {
    return addPath;
  }

  /** How the octets are to be read by an {@link io.prefixwatch.bgp.update.UpdateScan}. */
  public ScanContext context() {
    if (as4) {
      return addPath ? AS4_ADD_PATH : AS4;
    }
    return addPath ? AS2_ADD_PATH : AS2;
  }

  public MessageType type() {
    return type;
  }

  /** The array that holds the message. */
  public byte[] buffer() {
    return buffer;
  }

  /** Where the marker begins. */
  public int from() {
    return from;
  }

  /** Octets of the whole message, header included. */
  public int length() {
    return length;
  }
}
