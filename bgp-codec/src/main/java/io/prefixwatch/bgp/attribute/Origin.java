package io.prefixwatch.bgp.attribute;

/** ORIGIN, type 1 (RFC 4271 section 5.1.1): how the route came into BGP, not its origin AS. */
public enum Origin {
  IGP(0, "igp"),
  EGP(1, "egp"),
  INCOMPLETE(2, "incomplete");

  private static final Origin[] BY_CODE = values();

  private final int code;
  private final String label;

  Origin(int code, String label) {
    this.code = code;
    this.label = label;
  }

  /** The value with this code, 0 to 2. */
  public static Origin of(int code) {
    return BY_CODE[code];
  }

  public int code() {
    return code;
  }

  /** As written in JSON. */
  public String label() {
    return label;
  }
}
