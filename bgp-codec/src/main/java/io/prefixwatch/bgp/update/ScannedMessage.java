package io.prefixwatch.bgp.update;

import static io.prefixwatch.bgp.update.OctetAccess.u16;

import io.prefixwatch.bgp.net.Octets;

/** The whole message behind a scan, for whoever has to show it. */
public final class ScannedMessage {

  /** Where a message says how long it is (RFC 4271 section 4.1). */
  private static final int LENGTH_AT = 16;

  private ScannedMessage() {}

  /** Octets of the message; only after {@link UpdateScan#scan}, while the scan is valid. */
  public static int length(UpdateScan scan) {
    return u16(scan.buffer(), start(scan) + LENGTH_AT);
  }

  /**
   * A copy of the message as it came, from its marker on; only after {@link UpdateScan#scan}, while
   * the scan is valid.
   *
   * @param max octets at most
   */
  public static Octets copy(UpdateScan scan, int max) {
    int start = start(scan);
    int end = Math.min(scan.buffer().length, start + Math.min(length(scan), max));
    return Octets.copyOfRange(scan.buffer(), start, end);
  }

  private static int start(UpdateScan scan) {
    return -scan.offset(0);
  }
}
