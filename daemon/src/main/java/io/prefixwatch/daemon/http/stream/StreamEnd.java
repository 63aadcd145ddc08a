package io.prefixwatch.daemon.http.stream;

import java.util.Locale;

/** Why a stream ended. */
public enum StreamEnd {
  /** The client went away, or took nothing for so long that the server gave it up. */
  GONE,
  /** More waited for it than a client is kept. */
  SLOW,
  /** What it lacks is neither in memory nor in the store. */
  GAP,
  /** The daemon stops. */
  STOPPED;

  /** As metrics have it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
