package io.prefixwatch.monitor.coverage;

import io.prefixwatch.bgp.net.Family;

/** What a session can say about the absence of a route. */
public enum Knowledge {
  /** It has sent all it has: what is not there is absent. */
  SYNCED,
  /** As good as synced, because we stopped waiting. */
  PARTIAL,
  /** It is down: what it held counts as absent. */
  DOWN,
  /** It is syncing, stale, refreshing or limited, and says nothing about absence. */
  UNKNOWN;

  /** True if absence can be judged. */
  public boolean canTell() {
    return this != UNKNOWN;
  }

  /** Knows what each session knows. */
  @FunctionalInterface
  public interface Source {

    Knowledge of(String session, Family family);
  }
}
