package io.prefixwatch.monitor.registry;

import io.prefixwatch.bgp.net.Asn;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** A small immutable set of AS numbers, sorted. A million registered prefixes hold one each. */
public final class AsnSet {

  public static final AsnSet EMPTY = new AsnSet(new int[0]);

  /** Sorted as unsigned values. */
  private final int[] asns;

  private AsnSet(int[] asns) {
    this.asns = asns;
  }

  /**
   * A set of these numbers.
   *
   * @throws IllegalArgumentException if one is no AS number
   */
  public static AsnSet of(Collection<Long> asns) {
    int[] sorted =
        asns.stream()
            .distinct()
            .sorted()
            .mapToInt(
                asn -> {
                  if (!Asn.isInRange(asn)) {
                    throw new IllegalArgumentException(asn + " is not an AS number");
                  }
                  return asn.intValue();
                })
            .toArray();
    return sorted.length == 0 ? EMPTY : new AsnSet(sorted);
  }

  public static AsnSet of(Long... asns) {
    return of(Arrays.asList(asns));
  }

  public boolean contains(long asn) {
    for (int member : asns) {
      if (member == (int) asn) {
        return true;
      }
    }
    return false;
  }

  public boolean isEmpty() {
    return asns.length == 0;
  }

  public int size() {
    return asns.length;
  }

  /** The members in ascending order. */
  public List<Long> toList() {
    return Arrays.stream(asns).mapToObj(Integer::toUnsignedLong).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AsnSet that && Arrays.equals(asns, that.asns);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(asns);
  }

  @Override
  public String toString() {
    return toList().toString();
  }
}
