package io.prefixwatch.monitor.topology;

/**
 * Relationships between pairs of ASes, some hundred thousand. Immutable once built; a pair is kept
 * with the smaller number first.
 */
public final class Relationships {

  public static final Relationships NONE = new Builder().build();

  private static final byte FIRST_IS_PROVIDER = 1;
  private static final byte SECOND_IS_PROVIDER = 2;
  private static final byte PEERS = 3;
  private static final byte CONTRADICTION = 4;

  private final LongTable pairs;
  private final LongTable customers;
  private final int size;

  private Relationships(LongTable pairs, LongTable customers, int size) {
    this.pairs = pairs;
    this.customers = customers;
    this.size = size;
  }

  /** Pairs of which something is known. */
  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** What {@code one} is to {@code other}. */
  public Relation of(long one, long other) {
    boolean inOrder = one <= other;
    int known = pairs.get(pair(one, other));
    return switch (known) {
      case FIRST_IS_PROVIDER -> inOrder ? Relation.PROVIDER : Relation.CUSTOMER;
      case SECOND_IS_PROVIDER -> inOrder ? Relation.CUSTOMER : Relation.PROVIDER;
      case PEERS -> Relation.PEER;
      default -> Relation.UNKNOWN;
    };
  }

  /** Customers that an AS has directly. */
  public int customers(long asn) {
    return customers.get(asn + 1);
  }

  /** The same relationships, in whatever order they were read. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Relationships that
        && size == that.size
        && customers.sameAs(that.customers)
        && pairs.sameAs(that.pairs);
  }

  @Override
  public int hashCode() {
    return size;
  }

  /** Never 0, since an AS has no relationship with itself and AS 0 has none at all. */
  private static long pair(long one, long other) {
    return Math.min(one, other) << 32 | Math.max(one, other);
  }

  /** Collects relationships. Not for sharing between threads. */
  public static final class Builder {

    private final LongTable pairs = new LongTable();
    private final LongTable customers = new LongTable();
    private int size;

    /** The first sells transit to the second. */
    public Builder provider(long provider, long customer) {
      boolean inOrder = provider <= customer;
      add(provider, customer, inOrder ? FIRST_IS_PROVIDER : SECOND_IS_PROVIDER);
      customers.put(provider + 1, customers.get(provider + 1) + 1);
      return this;
    }

    public Builder peers(long one, long other) {
      add(one, other, PEERS);
      return this;
    }

    private void add(long one, long other, byte relation) {
      long pair = pair(one, other);
      int known = pairs.get(pair);
      size += known == 0 ? 1 : 0;
      pairs.put(pair, known == 0 || known == relation ? relation : CONTRADICTION);
    }

    public Relationships build() {
      return new Relationships(pairs, customers, size);
    }
  }

  /** Numbers by numbers that are not 0; what is not there is 0. */
  private static final class LongTable {

    private long[] keys = new long[64];
    private int[] values = new int[64];
    private int used;

    int get(long key) {
      int slot = slot(key);
      return keys[slot] == key ? values[slot] : 0;
    }

    void put(long key, int value) {
      if (used * 2 >= keys.length) {
        grow();
      }
      int slot = slot(key);
      used += keys[slot] == key ? 0 : 1;
      keys[slot] = key;
      values[slot] = value;
    }

    boolean sameAs(LongTable other) {
      if (used != other.used) {
        return false;
      }
      for (int i = 0; i < keys.length; i++) {
        if (keys[i] != 0 && other.get(keys[i]) != values[i]) {
          return false;
        }
      }
      return true;
    }

    private int slot(long key) {
      int mask = keys.length - 1;
      int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & mask;
      while (keys[slot] != 0 && keys[slot] != key) {
        slot = slot + 1 & mask;
      }
      return slot;
    }

    private void grow() {
      long[] oldKeys = keys;
      int[] oldValues = values;
      keys = new long[2 * oldKeys.length];
      values = new int[2 * oldValues.length];
      used = 0;
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldKeys[i] != 0) {
          put(oldKeys[i], oldValues[i]);
        }
      }
    }
  }
}
