package io.prefixwatch.bgp.attribute;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * AS_PATH, type 2, after the AS4_PATH merge: neighbour first, origin last.
 *
 * <p>Hops of all segments stand in one array; a path that is a single AS_SEQUENCE, as nearly all
 * are, has no segment table. Adjacent AS_SEQUENCE segments are joined when the path is built.
 * Immutable.
 */
public final class AsPath {

  // Before EMPTY, whose constructor reads it.
  private static final int[] NO_SEGMENTS = new int[0];

  /** No hop: a route of our own AS, or a neighbour that left its AS out. */
  public static final AsPath EMPTY = new AsPath(new int[0], null);

  private final int[] hops;

  /** Per segment its type code in the upper 8 bits and the end of its hops in the lower 24. */
  private final int[] segments;

  /** Index of the first hop behind a gap, 0 for none. */
  private final int cut;

  AsPath(int[] hops, int @Nullable [] segments) {
    this(hops, segments, 0);
  }

  private AsPath(int[] hops, int @Nullable [] segments, int cut) {
    this.hops = hops;
    this.cut = cut;
    if (segments != null) {
      this.segments = segments;
    } else {
      this.segments = hops.length == 0 ? NO_SEGMENTS : new int[] {2 << 24 | hops.length};
    }
  }

  /** A path of one AS_SEQUENCE. */
  public static AsPath of(long... asns) {
    if (asns.length == 0) {
      return EMPTY;
    }
    return new AsPath(LongStream.of(asns).mapToInt(asn -> (int) asn).toArray(), null);
  }

  /** A path of one AS_SEQUENCE; takes ownership of the array. */
  public static AsPath ofSequence(int[] hops) {
    return hops.length == 0 ? EMPTY : new AsPath(hops, null);
  }

  /** True if hops in the middle were left out; see {@link #shortened}. */
  public boolean isTruncated() {
    return cut > 0;
  }

  /**
   * This path with its first and last hops only, marked truncated; the path itself if it has no
   * more than these.
   */
  public AsPath shortened(int first, int last) {
    if (hops.length <= first + last) {
      return this;
    }
    int resume = hops.length - last;
    int[] kept = Arrays.copyOf(hops, first + last);
    System.arraycopy(hops, resume, kept, first, last);
    int[] ends = new int[segments.length];
    int count = 0;
    int end = 0;
    for (int s = 0; s < segments.length; s++) {
      int before = Math.min(segmentEnd(s), first) - Math.min(segmentStart(s), first);
      int behind = Math.max(segmentEnd(s), resume) - Math.max(segmentStart(s), resume);
      if (before + behind > 0) {
        end += before + behind;
        ends[count++] = segmentType(s).code() << 24 | end;
      }
    }
    return new AsPath(kept, Arrays.copyOf(ends, count), first);
  }

  /** This path, which was {@link #shortened} to these first hops before it was written down. */
  public AsPath markedShortened(int first) {
    return new AsPath(hops, segments, first);
  }

  /** Hops in all segments, members of sets counted one by one. */
  public int hopCount() {
    return hops.length;
  }

  /** The hop at {@code index} in the order of the wire, 0 to 4294967295. */
  public long hop(int index) {
    return hops[index] & 0xFFFF_FFFFL;
  }

  public boolean isEmpty() {
    return hops.length == 0;
  }

  public int segmentCount() {
    return segments.length;
  }

  public SegmentType segmentType(int segment) {
    return SegmentType.of(segments[segment] >>> 24);
  }

  /** Index of the first hop of a segment. */
  public int segmentStart(int segment) {
    return segment == 0 ? 0 : segments[segment - 1] & 0xFF_FFFF;
  }

  /** Index behind the last hop of a segment. */
  public int segmentEnd(int segment) {
    return segments[segment] & 0xFF_FFFF;
  }

  /**
   * The length that route selection counts (RFC 4271 section 9.1.2.2, RFC 5065 section 5.3): each
   * hop of a sequence, a set as 1, confederation segments as 0.
   */
  public int length() {
    int length = 0;
    for (int s = 0; s < segments.length; s++) {
      length +=
          switch (segmentType(s)) {
            case AS_SEQUENCE -> segmentEnd(s) - segmentStart(s);
            case AS_SET -> 1;
            case CONFED_SEQUENCE, CONFED_SET -> 0;
          };
    }
    return length;
  }

  public boolean hasSet() {
    return hasSegment(SegmentType.AS_SET) || hasSegment(SegmentType.CONFED_SET);
  }

  public boolean hasConfederation() {
    return hasSegment(SegmentType.CONFED_SEQUENCE) || hasSegment(SegmentType.CONFED_SET);
  }

  private boolean hasSegment(SegmentType type) {
    for (int s = 0; s < segments.length; s++) {
      if (segmentType(s) == type) {
        return true;
      }
    }
    return false;
  }

  /** This path without its confederation segments: what eBGP analysis looks at. */
  public AsPath withoutConfederation() {
    if (!hasConfederation()) {
      return this;
    }
    AsPathBuilder kept = new AsPathBuilder();
    for (int s = 0; s < segments.length; s++) {
      if (!segmentType(s).isConfederation()) {
        kept.append(this, s);
      }
    }
    return kept.build();
  }

  /**
   * True if the path begins with an AS_SEQUENCE whose first two hops are these.
   *
   * @param first the hop that stands first
   * @param second the hop behind it
   */
  public boolean startsWith(long first, long second) {
    return segments.length > 0
        && segmentType(0) == SegmentType.AS_SEQUENCE
        && segmentEnd(0) >= 2
        && hop(0) == first
        && hop(1) == second;
  }

  /** This path without its first hop; for one that begins with an AS_SEQUENCE of several. */
  public AsPath withoutFirst() {
    int[] ends = new int[segments.length];
    for (int s = 0; s < ends.length; s++) {
      ends[s] = segments[s] - 1;
    }
    return new AsPath(Arrays.copyOfRange(hops, 1, hops.length), ends);
  }

  public boolean contains(long asn) {
    for (int hop : hops) {
      if (hop == (int) asn) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AsPath that
        && cut == that.cut
        && Arrays.equals(hops, that.hops)
        && Arrays.equals(segments, that.segments);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(hops) + Arrays.hashCode(segments);
  }

  /** As engineers write it: {@code 64496 {64500,64501} (64512 64513)}; dots where it was cut. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(8 * hops.length);
    for (int s = 0; s < segments.length; s++) {
      if (s > 0) {
        out.append(' ');
      }
      appendSegment(out, s);
    }
    return out.toString();
  }

  private void appendSegment(StringBuilder out, int segment) {
    SegmentType type = segmentType(segment);
    boolean set = type == SegmentType.AS_SET || type == SegmentType.CONFED_SET;
    String open = type == SegmentType.AS_SEQUENCE ? "" : set ? "{" : "(";
    String close = type == SegmentType.AS_SEQUENCE ? "" : set ? "}" : ")";
    out.append(type == SegmentType.CONFED_SET ? "[" : open);
    for (int i = segmentStart(segment); i < segmentEnd(segment); i++) {
      if (i > segmentStart(segment)) {
        out.append(set ? ',' : ' ');
      }
      if (i == cut && cut > 0) {
        out.append(set ? "...," : "... ");
      }
      out.append(hop(i));
    }
    out.append(type == SegmentType.CONFED_SET ? "]" : close);
  }
}
