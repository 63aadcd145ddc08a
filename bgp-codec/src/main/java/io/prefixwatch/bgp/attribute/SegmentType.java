package io.prefixwatch.bgp.attribute;

/** Segment types of AS_PATH (RFC 4271 section 4.3, RFC 5065 section 3). */
public enum SegmentType {
  AS_SET(1),
  AS_SEQUENCE(2),
  CONFED_SEQUENCE(3),
  CONFED_SET(4);

  private static final SegmentType[] BY_CODE = values();

  private final int code;

  SegmentType(int code) {
    this.code = code;
  }

  /** The type with this code, 1 to 4. */
  public static SegmentType of(int code) {
    return BY_CODE[code - 1];
  }

  public int code() {
    return code;
  }

  /** True for the two types that must not leave a confederation. */
  public boolean isConfederation() {
    return this == CONFED_SEQUENCE || this == CONFED_SET;
  }
}
