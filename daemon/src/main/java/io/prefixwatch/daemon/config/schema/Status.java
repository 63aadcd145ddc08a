package io.prefixwatch.daemon.config.schema;

/** Whether a key does what it says. */
public enum Status {
  BUILT("yes"),

  /** Known and checked, without effect. */
  NOT_BUILT("no");

  private final String label;

  Status(String label) {
    this.label = label;
  }

  /** As in the column "built" of the reference page. */
  public String label() {
    return label;
  }
}
