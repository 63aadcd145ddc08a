package io.prefixwatch.monitor.rpki;

/** What origin validation says of a route (RFC 6811 section 2), with the reason where it failed. */
public enum OriginValidity {
  /** A VRP allows it. */
  VALID("valid", "valid"),
  /** VRPs cover it, of other origins only. */
  INVALID_ASN("invalid", "invalid-asn"),
  /** A VRP of its origin covers it, and it is longer than that allows. */
  INVALID_LENGTH("invalid", "invalid-length"),
  /** The VRPs that cover it say that nobody may originate it (RFC 6483 section 4). */
  INVALID_AS0("invalid", "invalid-as0"),
  /** VRPs of other origins cover it, and such that allow nobody. */
  INVALID_BOTH("invalid", "invalid-both"),
  /** No VRP covers it. */
  NOT_FOUND("not-found", "not-found"),
  /** There is no data, or none that is fresh; not the same as {@link #NOT_FOUND}. */
  UNAVAILABLE("unavailable", "unavailable");

  private final String state;
  private final String label;

  OriginValidity(String state, String label) {
    this.state = state;
    this.label = label;
  }

  /** As an alert's {@code rov} says it: {@code valid}, {@code invalid}, {@code not-found}. */
  public String state() {
    return state;
  }

  /** With the reason, as evidence says it: {@code invalid-asn}. */
  public String label() {
    return label;
  }

  public boolean isInvalid() {
    return state.equals("invalid");
  }
}
