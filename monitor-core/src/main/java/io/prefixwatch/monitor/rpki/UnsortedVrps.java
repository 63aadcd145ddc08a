package io.prefixwatch.monitor.rpki;

import io.prefixwatch.bgp.net.Prefix;
import java.util.Arrays;

/** Columns of one family that grow, and their order. Mutable, owned by a builder. */
final class UnsortedVrps {

  private long[] his = new long[16];
  private long[] los = new long[16];
  private byte[] lengths = new byte[16];
  private byte[] maxLengths = new byte[16];
  private int[] asns = new int[16];
  private int[] expires = new int[16];
  private int size;

  /** Entries in ascending order without repeats, once sorted. */
  private int[] order = new int[0];

  private int prefixes;

  void add(long hi, long lo, int length, int maxLength, int asn, int expiry) {
    if (size == asns.length) {
      grow();
    }
    his[size] = hi;
    los[size] = lo;
    lengths[size] = (byte) length;
    maxLengths[size] = (byte) maxLength;
    asns[size] = asn;
    expires[size++] = expiry;
  }

  private void grow() {
    int capacity = 2 * size;
    his = Arrays.copyOf(his, capacity);
    los = Arrays.copyOf(los, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
    maxLengths = Arrays.copyOf(maxLengths, capacity);
    asns = Arrays.copyOf(asns, capacity);
    expires = Arrays.copyOf(expires, capacity);
  }

  int size() {
    return size;
  }

  long hi(int entry) {
    return his[entry];
  }

  long lo(int entry) {
    return los[entry];
  }

  int length(int entry) {
    return lengths[entry] & 0xFF;
  }

  /** Sorts and drops repeats; of those the one that lasts longest stays. */
  void sort() {
    int[] sorted = new int[size];
    Arrays.setAll(sorted, i -> i);
    sort(sorted, sorted.clone(), 0, size);
    int kept = 0;
    prefixes = 0;
    for (int entry : sorted) {
      int last = kept == 0 ? -1 : sorted[kept - 1];
      if (last >= 0 && compare(last, entry) == 0) {
        if (Integer.compareUnsigned(expires[last], expires[entry]) < 0) {
          expires[last] = expires[entry];
        }
        continue;
      }
      if (last < 0 || !samePrefix(last, entry)) {
        prefixes++;
      }
      sorted[kept++] = entry;
    }
    order = Arrays.copyOf(sorted, kept);
  }

  /** Merges halves; what is in order already, as a table that grows a little, is not touched. */
  private void sort(int[] target, int[] source, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    sort(source, target, from, middle);
    sort(source, target, middle, to);
    if (compare(source[middle - 1], source[middle]) <= 0) {
      System.arraycopy(source, from, target, from, to - from);
      return;
    }
    int left = from;
    int right = middle;
    for (int at = from; at < to; at++) {
      boolean takeLeft =
          right >= to || (left < middle && compare(source[left], source[right]) <= 0);
      target[at] = takeLeft ? source[left++] : source[right++];
    }
  }

  private int compare(int a, int b) {
    int byHi = Long.compareUnsigned(his[a], his[b]);
    if (byHi != 0) {
      return byHi;
    }
    int byLo = Long.compareUnsigned(los[a], los[b]);
    if (byLo != 0) {
      return byLo;
    }
    int byLength = (lengths[a] & 0xFF) - (lengths[b] & 0xFF);
    if (byLength != 0) {
      return byLength;
    }
    int byMax = (maxLengths[a] & 0xFF) - (maxLengths[b] & 0xFF);
    return byMax != 0 ? byMax : Integer.compareUnsigned(asns[a], asns[b]);
  }

  private boolean samePrefix(int a, int b) {
    return his[a] == his[b] && los[a] == los[b] && lengths[a] == lengths[b];
  }

  /** Different prefixes, once sorted. */
  int prefixes() {
    return prefixes;
  }

  /** What to do with each prefix. */
  @FunctionalInterface
  interface PrefixUse {

    /**
     * Takes one.
     *
     * @param id its place among the prefixes
     * @param entry one of its VRPs
     */
    void prefix(int id, int entry);
  }

  /** Shows each prefix once, in ascending order. */
  void prefixes(PrefixUse use) {
    int id = 0;
    for (int i = 0; i < order.length; i++) {
      if (i == 0 || !samePrefix(order[i - 1], order[i])) {
        use.prefix(id++, order[i]);
      }
    }
  }

  /** The sorted columns. */
  VrpColumns columns() {
    int[] first = new int[prefixes + 1];
    byte[] sortedMax = new byte[order.length];
    int[] sortedAsns = new int[order.length];
    int[] sortedExpires = new int[order.length];
    int id = -1;
    for (int i = 0; i < order.length; i++) {
      if (i == 0 || !samePrefix(order[i - 1], order[i])) {
        first[++id] = i;
      }
      sortedMax[i] = maxLengths[order[i]];
      sortedAsns[i] = asns[order[i]];
      sortedExpires[i] = expires[order[i]];
    }
    first[prefixes] = order.length;
    return new VrpColumns(first, sortedMax, sortedAsns, sortedExpires, parents(first));
  }

  /** A cover sorts before its insides, so the last prefix, or one above it, covers the next. */
  private int[] parents(int[] first) {
    int[] parents = new int[prefixes];
    for (int id = 0; id < prefixes; id++) {
      int candidate = id - 1;
      while (candidate >= 0 && !covers(order[first[candidate]], order[first[id]])) {
        candidate = parents[candidate];
      }
      parents[id] = candidate;
    }
    return parents;
  }

  private boolean covers(int cover, int inside) {
    int length = length(cover);
    return length <= length(inside)
        && (his[inside] & Prefix.highMask(length)) == his[cover]
        && (los[inside] & Prefix.lowMask(length)) == los[cover];
  }
}
