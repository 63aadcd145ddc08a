package io.prefixwatch.daemon.store;

import java.util.Set;

/**
 * How far a sink has come.
 *
 * @param position the last record that it took, 0 for none
 * @param told open incidents that it was told of
 */
public record SinkProgress(long position, Set<String> told) {

  /** A sink that was given nothing. */
  public static final SinkProgress NONE = new SinkProgress(0, Set.of());

  public SinkProgress {
    told = Set.copyOf(told);
  }
}
