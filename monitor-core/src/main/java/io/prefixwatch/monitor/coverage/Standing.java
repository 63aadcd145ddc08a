package io.prefixwatch.monitor.coverage;

import io.prefixwatch.monitor.registry.RegisteredPrefix;
import java.util.List;

/**
 * How a registered prefix stands at one moment: its state, why, and on which sessions. Immutable.
 *
 * @param reasons in the order of the checks; empty where nothing is to be said
 * @param sessions the expected ones, in the order in which they were heard of
 */
public record Standing(
    RegisteredPrefix registered,
    RegistrationState state,
    List<StateReason> reasons,
    List<SessionStanding> sessions) {

  public Standing {
    reasons = List.copyOf(reasons);
    sessions = List.copyOf(sessions);
  }

  /** True while some expected session cannot tell whether it holds the prefix. */
  public boolean isUndetermined() {
    return sessions.stream().anyMatch(one -> one.says() == SessionStanding.Says.UNKNOWN);
  }
}
