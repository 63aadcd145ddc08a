package io.prefixwatch.monitor.coverage;

import org.jspecify.annotations.Nullable;

/**
 * Why a registered prefix is in its state.
 *
 * @param check the name of the check, as docs/reference/registration-state.md lists them
 * @param session where; null for nowhere in particular
 * @param detail for people
 */
public record StateReason(String check, @Nullable String session, String detail) {

  @Override
  public String toString() {
    return check + (session == null ? "" : " " + session) + ": " + detail;
  }
}
