package io.prefixwatch.bgp.mrt;

/**
 * States of a peer as recordings number them (RFC 6396 section 4.4.1). The last two are what Quagga
 * and FRR add for a peer on its way down.
 */
public enum PeerState {
  UNKNOWN(0, "unknown"),
  IDLE(1, "idle"),
  CONNECT(2, "connect"),
  ACTIVE(3, "active"),
  OPEN_SENT(4, "opensent"),
  OPEN_CONFIRM(5, "openconfirm"),
  ESTABLISHED(6, "established"),
  CLEARING(7, "clearing"),
  DELETED(8, "deleted");

  private static final PeerState[] BY_CODE = values();

  private final int code;
  private final String label;

  PeerState(int code, String label) {
    this.code = code;
    this.label = label;
  }

  /** The state with this code; {@link #UNKNOWN} for what nobody assigned. */
  public static PeerState of(int code) {
    return code < BY_CODE.length ? BY_CODE[code] : UNKNOWN;
  }

  public int code() {
    return code;
  }

  /** As written in JSON. */
  public String label() {
    return label;
  }
}
