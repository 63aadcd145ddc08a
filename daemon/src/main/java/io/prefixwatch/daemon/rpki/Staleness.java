package io.prefixwatch.daemon.rpki;

/** Why a source of RPKI data is stale. */
enum Staleness {
  /** A file that is configured and was never there. */
  NOT_THERE,
  /** A file that was there. */
  GONE,
  /** A file that nobody has written for too long. */
  OLD,
  /** A cache that is out of reach, or takes too long. */
  OUT_OF_STEP,
  /** A cache whose data has expired, or was withdrawn by it. */
  FLUSHED,
  /** A file that says something wrong. */
  UNREADABLE;

  /** True if this is news for a source that is stale already: a wrong file explains its age. */
  boolean isNewsBehind(Staleness before) {
    return this != before && !(before == UNREADABLE && this == OLD);
  }
}
