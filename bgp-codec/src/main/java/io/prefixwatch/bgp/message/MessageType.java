package io.prefixwatch.bgp.message;

import org.jspecify.annotations.Nullable;

/** Message types of RFC 4271 section 4.1 and RFC 2918. */
public enum MessageType {
  OPEN(1, "open", 29),
  UPDATE(2, "update", 23),
  NOTIFICATION(3, "notification", 19),
  KEEPALIVE(4, "keepalive", 19),
  ROUTE_REFRESH(5, "route-refresh", 19);

  private static final MessageType[] BY_CODE = values();

  private final int code;
  private final String label;
  private final int minLength;

  MessageType(int code, String label, int minLength) {
    this.code = code;
    this.label = label;
    this.minLength = minLength;
  }

  /** The type with this code, or null if there is none. */
  public static @Nullable MessageType of(int code) {
    return code >= 1 && code <= BY_CODE.length ? BY_CODE[code - 1] : null;
  }

  public int code() {
    return code;
  }

  /** As written in JSON. */
  public String label() {
    return label;
  }

  /**
   * Shortest message that is answered by its own rules. A shorter NOTIFICATION is closed without an
   * answer and a shorter ROUTE-REFRESH has its own error code (RFC 7313), so both may be short
   * here.
   */
  public int minLength() {
    return minLength;
  }
}
