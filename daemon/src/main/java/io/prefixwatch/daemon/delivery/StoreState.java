package io.prefixwatch.daemon.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether records reach the disk before the sinks.
 *
 * @param failingSince null if they do
 * @param reason what the store said, null if it works
 * @param unsaved records that were delivered and are not on the disk yet
 * @param lost records that never will be
 */
public record StoreState(
    @Nullable Instant failingSince, @Nullable String reason, int unsaved, long lost) {

  public boolean works() {
    return failingSince == null;
  }
}
