package io.prefixwatch.monitor.topology;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.attribute.SegmentType;
import io.prefixwatch.monitor.index.HashSlots;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which ASes this installation has seen next to each other, and since when: the links in the paths
 * of routes that touch registered prefixes. Grows with what is seen up to a bound; beyond that
 * nothing more is learned, and counted. Mutable, owned by the engine.
 */
public final class LearnedLinks {

  /** Links at most; each takes 12 octets, in a table that is at least a third empty. */
  public static final int MAX_LINKS = 500_000;

  /** A peer may choose paths that meet in one place of the table; farther is not looked. */
  private static final int MAX_PROBES = 64;

  private static final long NO_AS = -1;
  private static final int NOT_SEEN = Integer.MIN_VALUE;

  /** Takes what is to be kept over a restart. */
  @FunctionalInterface
  public interface Visitor {

    /**
     * One link.
     *
     * @param left nearer to us
     * @param right nearer to the origin
     */
    void link(long left, long right, Instant firstSeen);
  }

  /** The left AS in the upper half; 0 for a free place, as AS 0 is in no path. */
  private long[] links;

  /** Seconds since 1970 in which each was first seen. */
  private int[] seconds;

  private int size;
  private long refused;
  private @Nullable Instant started;

  /** Is told of each link that is learned; null if nobody keeps them. */
  private @Nullable Visitor keeper;

  /** The path that was learned last: of a table, many routes in a row have the same. */
  private AsPath last = AsPath.EMPTY;

  public LearnedLinks() {
    int capacity = HashSlots.capacityFor(256);
    links = new long[capacity];
    seconds = new int[capacity];
  }

  /** Learns what stands next to each other in a path; sets and confederations have no order. */
  @SuppressWarnings("ReferenceEquality") // an equal path that is another object costs little
  public void learn(AsPath path, Instant at) {
    if (started == null) {
      started = at;
    }
    if (path == last) {
      return;
    }
    last = path;
    for (int segment = 0; segment < path.segmentCount(); segment++) {
      if (path.segmentType(segment) == SegmentType.AS_SEQUENCE) {
        long left = NO_AS;
        for (int i = path.segmentStart(segment); i < path.segmentEnd(segment); i++) {
          long right = path.hop(i);
          if (left != NO_AS && left != right) {
            learn(left, right, at);
          }
          left = right;
        }
      }
    }
  }

  private void learn(long left, long right, Instant at) {
    int before = size;
    put(left, right, (int) at.getEpochSecond());
    if (keeper != null && size > before) {
      keeper.link(left, right, at);
    }
  }

  /** From here on tells of each link that is learned, at once; not of those that are restored. */
  public void tell(Visitor of) {
    keeper = of;
  }

  /** Takes a link that was learned before a restart; the earlier time counts. */
  public void restore(long left, long right, Instant firstSeen) {
    if (started == null || firstSeen.isBefore(started)) {
      started = firstSeen;
    }
    int slot = put(left, right, (int) firstSeen.getEpochSecond());
    if (slot >= 0) {
      seconds[slot] = (int) Math.min(seconds[slot], firstSeen.getEpochSecond());
    }
  }

  /** When learning began; null if nothing was learned. */
  public @Nullable Instant started() {
    return started;
  }

  /** When a link was first seen, to the second; null if it never was, or found no room. */
  public @Nullable Instant firstSeen(long left, long right) {
    int slot = find(key(left, right));
    return slot >= 0 && links[slot] != 0 ? Instant.ofEpochSecond(seconds[slot]) : null;
  }

  /** Links that are known. */
  public int size() {
    return size;
  }

  /** How often a link was not learned for want of room. */
  public long refused() {
    return refused;
  }

  /** Shows every link, in no order that means anything. */
  public void visit(Visitor visitor) {
    for (int slot = 0; slot < links.length; slot++) {
      if (links[slot] != 0) {
        visitor.link(
            links[slot] >>> 32, links[slot] & 0xFFFF_FFFFL, Instant.ofEpochSecond(seconds[slot]));
      }
    }
  }

  /** The place of the link, new or not; negative without room. */
  private int put(long left, long right, int second) {
    long key = key(left, right);
    int slot = find(key);
    if (slot >= 0 && links[slot] == key) {
      return slot;
    }
    if (slot < 0 || key == 0 || size == MAX_LINKS) {
      refused++;
      return NOT_SEEN;
    }
    links[slot] = key;
    seconds[slot] = second;
    size++;
    if (size > links.length / 3 * 2) {
      grow();
      return find(key);
    }
    return slot;
  }

  private static long key(long left, long right) {
    return left << 32 | right;
  }

  /** Where the link is, or a free place for it; negative if there is neither near by. */
  private int find(long key) {
    int mask = links.length - 1;
    int slot = HashSlots.mix(key) & mask;
    for (int probe = 0; probe < MAX_PROBES; probe++) {
      if (links[slot] == key || links[slot] == 0) {
        return slot;
      }
      slot = slot + 1 & mask;
    }
    return NOT_SEEN;
  }

  private void grow() {
    long[] oldLinks = links;
    int[] oldSeconds = seconds;
    links = new long[oldLinks.length * 2];
    seconds = new int[oldSeconds.length * 2];
    size = 0;
    for (int slot = 0; slot < oldLinks.length; slot++) {
      int place = oldLinks[slot] == 0 ? NOT_SEEN : find(oldLinks[slot]);
      if (place >= 0) {
        links[place] = oldLinks[slot];
        seconds[place] = oldSeconds[slot];
        size++;
      }
    }
  }
}
