package io.prefixwatch.monitor.detect;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.attribute.SegmentType;
import java.util.Arrays;

/**
 * The ASes that a route went through, neighbour first: confederation segments dropped, repeats
 * collapsed. An AS_SET, whose order nobody knows, is {@link #SET}.
 */
public final class CollapsedPath {

  /** In place of an AS number. */
  public static final long SET = -1;

  private final long[] hops;

  private CollapsedPath(long[] hops) {
    this.hops = hops;
  }

  /** Reads a path. */
  public static CollapsedPath of(AsPath path) {
    AsPath external = path.withoutConfederation();
    long[] hops = new long[external.hopCount()];
    int count = 0;
    for (int s = 0; s < external.segmentCount(); s++) {
      if (external.segmentType(s) == SegmentType.AS_SET) {
        hops[count++] = SET;
        continue;
      }
      for (int i = external.segmentStart(s); i < external.segmentEnd(s); i++) {
        if (count == 0 || hops[count - 1] != external.hop(i)) {
          hops[count++] = external.hop(i);
        }
      }
    }
    return new CollapsedPath(Arrays.copyOf(hops, count));
  }

  public int length() {
    return hops.length;
  }

  /** The hop at an index, 0 for the neighbour's. */
  public long hop(int index) {
    return hops[index];
  }
}
