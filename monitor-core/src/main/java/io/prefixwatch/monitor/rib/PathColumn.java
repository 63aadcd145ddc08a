package io.prefixwatch.monitor.rib;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Several paths per prefix (RFC 7911): open addressing by prefix id and path id, in segments that
 * grow and shrink each by itself. A route without path identifier stands in the place of identifier
 * 4294967295, which no speaker is known to use.
 */
final class PathColumn implements RouteColumn {

  private static final int SEGMENTS = 256;
  private static final int STALE = 0x8000_0000;

  private final Mixing mixing;

  /** A key has the prefix id in its upper half, the path id in the lower; values as in a page. */
  private final @Nullable PathSegment[] segments = new @Nullable PathSegment[SEGMENTS];

  private int size;

  /** Segments before this one were drained. */
  private int drained;

  /**
   * An empty column.
   *
   * @param mixing path ids are the peer's choice
   */
  PathColumn(Mixing mixing) {
    this.mixing = mixing;
  }

  private static long key(int prefixId, long pathId) {
    return (long) prefixId << 32 | pathId & 0xFFFF_FFFFL;
  }

  private static int set(int value) {
    return (value & ~STALE) - 1;
  }

  private int segment(long key) {
    return mixing.hash(key) >>> 24;
  }

  @Override
  public int put(int prefixId, long pathId, int attributeId) {
    long key = key(prefixId, pathId);
    int index = segment(key);
    PathSegment segment = segments[index];
    if (segment == null) {
      segment = new PathSegment(mixing);
      segments[index] = segment;
    }
    int before = segment.put(key, attributeId + 1);
    size += before == PathSegment.EMPTY ? 1 : 0;
    return set(before);
  }

  @Override
  public int remove(int prefixId, long pathId) {
    long key = key(prefixId, pathId);
    PathSegment segment = segments[segment(key)];
    int before = segment == null ? PathSegment.EMPTY : segment.remove(key);
    size -= before == PathSegment.EMPTY ? 0 : 1;
    return set(before);
  }

  @Override
  public int get(int prefixId, long pathId) {
    long key = key(prefixId, pathId);
    PathSegment segment = segments[segment(key)];
    return segment == null ? NONE : set(segment.get(key));
  }

  @Override
  public void held(int[] ids, int count) {
    Arrays.fill(ids, 0, count, NONE);
  }

  @Override
  public int size() {
    return size;
  }

  /** The longest walk of a search, in entries. */
  int longestRun() {
    int longest = 0;
    for (PathSegment segment : segments) {
      longest = segment == null ? longest : Math.max(longest, segment.longestRun());
    }
    return longest;
  }

  /** What takes memory: slots, full or not. */
  int slots() {
    int sum = 0;
    for (PathSegment segment : segments) {
      sum += segment == null ? 0 : segment.slots();
    }
    return sum;
  }

  @Override
  public void forEach(Visitor visitor) {
    for (PathSegment segment : segments) {
      visit(segment, visitor);
    }
  }

  private static int visit(@Nullable PathSegment segment, Visitor visitor) {
    int shown = 0;
    for (int slot = 0; segment != null && slot < segment.slots(); slot++) {
      int value = segment.valueAt(slot);
      if (value != PathSegment.EMPTY) {
        long key = segment.keyAt(slot);
        visitor.route((int) (key >>> 32), key & 0xFFFF_FFFFL, set(value), value < 0);
        shown++;
      }
    }
    return shown;
  }

  @Override
  public void drain(int most, Visitor visitor) {
    int enough = Math.max(0, size - most);
    for (; size > enough; drained++) {
      size -= visit(segments[drained], visitor);
      segments[drained] = null;
    }
  }

  @Override
  public void markStale() {
    for (PathSegment segment : segments) {
      if (segment != null) {
        segment.mark(STALE);
      }
    }
  }
}
