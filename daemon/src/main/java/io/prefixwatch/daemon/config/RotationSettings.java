package io.prefixwatch.daemon.config;

import java.time.Duration;

/**
 * When a file of lines is put aside, and how many of those are kept ({@code rotate:}).
 *
 * @param size octets that it holds at most; 0 for no limit
 * @param every periods of this length, counted from 1970 in UTC, have files of their own; zero for
 *     no limit
 * @param keep files that were put aside and stay, from 0
 * @param compress whether those are compressed (gzip)
 */
public record RotationSettings(long size, Duration every, int keep, boolean compress) {

  /** Never: whoever wants it does it from outside. */
  public static final RotationSettings NONE = new RotationSettings(0, Duration.ZERO, 0, false);

  /** False if the file is never put aside. */
  public boolean isWanted() {
    return size > 0 || !every.isZero();
  }
}
