package io.prefixwatch.monitor.rpki;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who attests which providers (draft-ietf-sidrops-aspa-profile): per customer AS one set, the union
 * of all it has published, whatever the family. Immutable, in columns.
 */
public final class AspaTable {

  /** Nobody attests anything. */
  public static final AspaTable EMPTY = new AspaTable(new TreeMap<>());

  /** What a customer's attestation says of a possible provider. */
  public enum Hop {
    NO_ATTESTATION,
    PROVIDER,
    NOT_PROVIDER
  }

  /** Sorted as unsigned numbers are after a flip of the first bit. */
  private final int[] customers;

  private final int[] first;

  /** Sorted likewise within a customer; only AS 0 for who has no provider. */
  private final int[] providers;

  private AspaTable(NavigableMap<Long, SortedSet<Long>> attested) {
    customers = new int[attested.size()];
    first = new int[customers.length + 1];
    providers = new int[attested.values().stream().mapToInt(Set::size).sum()];
    int customer = 0;
    int at = 0;
    for (Map.Entry<Long, SortedSet<Long>> entry : attested.entrySet()) {
      customers[customer] = flipped(entry.getKey());
      first[customer++] = at;
      for (long provider : entry.getValue()) {
        providers[at++] = flipped(provider);
      }
    }
    first[customer] = at;
  }

  /**
   * A table of these sets. AS 0 beside other providers is dropped; a customer 0 or without any
   * provider is left out.
   */
  public static AspaTable of(Map<Long, ? extends Set<Long>> attested) {
    NavigableMap<Long, SortedSet<Long>> clean = new TreeMap<>();
    attested.forEach(
        (customer, providers) -> {
          if (customer != 0 && !providers.isEmpty()) {
            SortedSet<Long> set = new TreeSet<>(providers);
            if (set.size() > 1) {
              set.remove(0L);
            }
            clean.put(customer, set);
          }
        });
    return new AspaTable(clean);
  }

  private static int flipped(long asn) {
    return (int) asn ^ Integer.MIN_VALUE;
  }

  private static long unflipped(int key) {
    return (key ^ Integer.MIN_VALUE) & 0xFFFF_FFFFL;
  }

  /** How many customers attest. */
  public int size() {
    return customers.length;
  }

  /** What a customer says of an AS next to it. */
  public Hop hop(long customer, long provider) {
    int index = Arrays.binarySearch(customers, flipped(customer));
    if (index < 0) {
      return Hop.NO_ATTESTATION;
    }
    int found = Arrays.binarySearch(providers, first[index], first[index + 1], flipped(provider));
    return found >= 0 && provider != 0 ? Hop.PROVIDER : Hop.NOT_PROVIDER;
  }

  /** What a customer attests, ascending; empty for nothing. */
  public SortedSet<Long> providers(long customer) {
    SortedSet<Long> set = new TreeSet<>();
    int index = Arrays.binarySearch(customers, flipped(customer));
    if (index >= 0) {
      for (int i = first[index]; i < first[index + 1]; i++) {
        set.add(unflipped(providers[i]));
      }
    }
    return set;
  }

  /** All of it, by customer. */
  public NavigableMap<Long, SortedSet<Long>> toMap() {
    NavigableMap<Long, SortedSet<Long>> all = new TreeMap<>();
    for (int customer : customers) {
      all.put(unflipped(customer), providers(unflipped(customer)));
    }
    return all;
  }

  /** The customers whose set differs. */
  public Set<Long> changedSince(AspaTable before) {
    Set<Long> changed = new TreeSet<>();
    for (int customer : customers) {
      addIfDifferent(changed, unflipped(customer), before);
    }
    for (int customer : before.customers) {
      addIfDifferent(changed, unflipped(customer), before);
    }
    return changed;
  }

  private void addIfDifferent(Set<Long> changed, long customer, AspaTable before) {
    if (!providers(customer).equals(before.providers(customer))) {
      changed.add(customer);
    }
  }
}
