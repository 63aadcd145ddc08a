package io.prefixwatch.monitor.registry;

import java.util.Locale;

/** What the contract asks of origin validation; {@code contract.rov}. */
public enum RovRule {
  /** Nothing. */
  OFF,
  /** A route must not be Invalid. */
  INVALID,
  /** A route must be Valid. */
  NOT_FOUND;

  /** As written in the configuration. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
