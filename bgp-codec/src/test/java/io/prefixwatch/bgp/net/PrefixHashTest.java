package io.prefixwatch.bgp.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Prefixes as tables hold them, neighbours of one length, spread over the buckets of a HashMap. */
class PrefixHashTest {

  private static final int COUNT = 1 << 18;

  /** As many buckets as a HashMap has for so many keys. */
  private static final int BUCKETS = 1 << 19;

  /** Chance fills 1 - 1/sqrt(e) of the buckets: 206,000. */
  private static final int WELL_SPREAD = 190_000;

  @Test
  void neighboursOfTheSameLengthFillTheBucketsLikeChance() {
    assertThat(bucketsUsed(i -> new Prefix(false, (0x0A00_0000L + (i << 8)) << 32, 0, 24)))
        .as("IPv4 /24")
        .isGreaterThan(WELL_SPREAD);
    assertThat(bucketsUsed(i -> new Prefix(true, 0x2001_0DB8L << 32 | (long) i << 8, 0, 56)))
        .as("IPv6 /56")
        .isGreaterThan(WELL_SPREAD);
    assertThat(bucketsUsed(i -> new Prefix(true, (0x2000_0000L + i) << 32, 0, 32)))
        .as("IPv6 /32")
        .isGreaterThan(WELL_SPREAD);
  }

  @Test
  void oneAddressAtEveryLengthHasAHashForEach() {
    BitSet seen = new BitSet(1 << 16);
    for (int length = 0; length <= 128; length++) {
      seen.set(new Prefix(true, 0, 0, length).hashCode() >>> 16);
    }
    assertThat(seen.cardinality()).isGreaterThan(125);
  }

  private static int bucketsUsed(IntFunction<Prefix> prefixes) {
    BitSet used = new BitSet(BUCKETS);
    for (int i = 0; i < COUNT; i++) {
      int hash = prefixes.apply(i).hashCode();
      used.set((hash ^ (hash >>> 16)) & (BUCKETS - 1));
    }
    return used.cardinality();
  }
}
