package io.prefixwatch.monitor.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Planned work: what goes wrong there meanwhile was to be expected.
 *
 * @param from its first moment
 * @param until its end, which is not in it any more; after {@code from}
 * @param reason for people
 */
public record MaintenanceWindow(Scope scope, Instant from, Instant until, @Nullable String reason) {

  public MaintenanceWindow {
    if (!until.isAfter(from)) {
      throw new IllegalArgumentException("a window ends after it begins");
    }
  }

  public boolean contains(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }
}
