package io.prefixwatch.daemon.delivery;

import io.prefixwatch.daemon.store.OutboxRecord;

/** Who looks on while records are handed to the sinks. */
public interface RecordFollower {

  /** Whether it wants anything now; asked before events are made that no sink wants. */
  boolean listens();

  /** Takes a record, in order; must not wait. */
  void accept(OutboxRecord record);
}
