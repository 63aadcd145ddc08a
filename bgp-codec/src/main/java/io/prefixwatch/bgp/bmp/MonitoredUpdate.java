package io.prefixwatch.bgp.bmp;

import io.prefixwatch.bgp.capability.AddPathCapability;

/**
 * The UPDATE of a Route Monitoring message (RFC 7854 section 4.6), as a range of the caller's
 * array.
 *
 * <p>Its marker, length and type are sound; what is behind them nobody has looked at. Reused: valid
 * only inside {@link BmpHandler#routeMonitoring}.
 */
public final class MonitoredUpdate {

  private static final byte[] NOTHING = new byte[0];

  private byte[] buffer = NOTHING;
  private int from;
  private int length;
  private int addPathIpv4;
  private int addPathIpv6;
  private boolean stateless;

  MonitoredUpdate() {}

  void reset() {
    buffer = NOTHING;
    length = 0;
    stateless = false;
    addPathIpv4 = 0;
    addPathIpv6 = 0;
  }

  void over(byte[] octets, int start, int octetCount) {
    buffer = octets;
    from = start;
    length = octetCount;
  }

  /** The message itself states what the router agreed on for a family of it. */
  void states(boolean ipv6, int mode) {
    stateless = true;
    if (ipv6) {
      addPathIpv6 = mode;
    } else {
      addPathIpv4 = mode;
    }
  }

  boolean isPresent() {
    return length > 0;
  }

  /**
   * True if the message itself says whether path identifiers are there, whatever the OPENs said.
   */
  boolean isStateless() {
    return stateless;
  }

  /** Whether it says that there are path identifiers in this view. */
  boolean statesAddPath(boolean ipv6, RibView view) {
    int mode = ipv6 ? addPathIpv6 : addPathIpv4;
    if (view == RibView.LOC_RIB) {
      return mode != 0;
    }
    return (mode & (view.isOut() ? AddPathCapability.SEND : AddPathCapability.RECEIVE)) != 0;
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
