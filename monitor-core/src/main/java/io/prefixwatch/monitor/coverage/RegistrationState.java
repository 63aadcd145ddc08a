package io.prefixwatch.monitor.coverage;

/** How a registered prefix stands to what its registration asks for. The labels are public. */
public enum RegistrationState {
  /** No expected session has held it yet, or none is expected to. */
  PENDING("pending"),
  /** All that the registration asks for is so. */
  VERIFIED("verified"),
  /** It works, but something that is asked for is missing. */
  WARNING("warning"),
  /** No expected session holds it any more, or none as the contract asks for. */
  FAILED("failed"),
  /** The registration itself cannot be met; it is watched like any other. */
  INVALID("invalid");

  private final String label;

  RegistrationState(String label) {
    this.label = label;
  }

  /** As written in JSON. */
  public String label() {
    return label;
  }
}
