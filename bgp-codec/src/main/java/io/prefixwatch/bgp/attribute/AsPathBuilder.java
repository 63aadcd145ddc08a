package io.prefixwatch.bgp.attribute;

import java.util.Arrays;

/** Gathers segments into an {@link AsPath}; joins an AS_SEQUENCE to the one before it. */
public final class AsPathBuilder {

  private int[] hops = new int[8];
  private int hopCount;
  private int[] segments = new int[2];
  private int segmentCount;

  /** Opens a segment; hops added until the next call belong to it. */
  public AsPathBuilder segment(SegmentType type) {
    boolean joins =
        type == SegmentType.AS_SEQUENCE
            && segmentCount > 0
            && segments[segmentCount - 1] >>> 24 == SegmentType.AS_SEQUENCE.code();
    if (!joins) {
      if (segmentCount == segments.length) {
        segments = Arrays.copyOf(segments, 2 * segmentCount);
      }
      segments[segmentCount++] = type.code() << 24 | hopCount;
    }
    return this;
  }

  /** Adds a hop to the open segment. */
  public AsPathBuilder hop(long asn) {
    if (hopCount == hops.length) {
      hops = Arrays.copyOf(hops, 2 * hopCount);
    }
    hops[hopCount++] = (int) asn;
    segments[segmentCount - 1] = (segments[segmentCount - 1] & 0xFF00_0000) | hopCount;
    return this;
  }

  /** Adds a whole segment of another path. */
  AsPathBuilder append(AsPath source, int segment) {
    return append(source, segment, source.segmentEnd(segment) - source.segmentStart(segment));
  }

  /** Adds the first {@code count} hops of a segment of another path. */
  AsPathBuilder append(AsPath source, int segment, int count) {
    segment(source.segmentType(segment));
    int start = source.segmentStart(segment);
    for (int i = start; i < start + count; i++) {
      hop(source.hop(i));
    }
    return this;
  }

  public AsPath build() {
    if (hopCount == 0) {
      return AsPath.EMPTY;
    }
    return new AsPath(Arrays.copyOf(hops, hopCount), Arrays.copyOf(segments, segmentCount));
  }
}
