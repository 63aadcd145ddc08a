package io.prefixwatch.monitor.coverage;

import io.prefixwatch.monitor.registry.Session;
import java.time.Instant;

/**
 * A session that holds the prefix or held it, and what it says now.
 *
 * @param session who
 * @param says what
 * @param since when it began to hold it, or when it lost it
 */
record Observer(Session session, Says says, Instant since) {

  /** What a session says of a prefix. */
  enum Says {
    HOLDS,
    ABSENT,
    /** It cannot tell at the moment. */
    UNKNOWN
  }

  boolean holds() {
    return says == Says.HOLDS;
  }

  boolean isUnknown() {
    return says == Says.UNKNOWN;
  }
}
