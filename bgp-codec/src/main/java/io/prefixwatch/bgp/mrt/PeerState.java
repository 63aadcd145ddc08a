package io.prefixwatch.bgp.mrt;

/**
 * States of a peer as recordings number them (RFC 6396 section 4.4.1). The last two are what Quagga
 * and FRR add for a peer on its way down.
 */
public enum PeerState {
  UNKNOWN("unknown"),
  IDLE("idle"),
  CONNECT("connect"),
  ACTIVE("active"),
  OPEN_SENT("opensent"),
  OPEN_CONFIRM("openconfirm"),
  ESTABLISHED("established"),
  CLEARING("clearing"),
  DELETED("deleted");

  private static final PeerState[] BY_CODE = values();

  private final String label;

  PeerState(String label) {
    this.label = label;
  }

  /** The state with this code; {@link #UNKNOWN} for what nobody assigned. */
  public static PeerState of(int code) {
    return code < BY_CODE.length ? BY_CODE[code] : UNKNOWN;
  }

  /** As written in JSON. */
  public String label() {
    return label;
  }
}
