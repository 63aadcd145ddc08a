package io.prefixwatch.monitor.rib;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.update.PeerSort;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.monitor.index.HashSlots;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A peer chooses what we store; where it stands must not be its choice. Each case sends what
 * collides under a hash that anybody can compute, and counts how far a search has to walk.
 */
class CraftedCollisionsTest {

  private static final Mixing MIXING = new Mixing(0x5EED);

  /**
   * Random entries at three quarters full give runs of about 30; what collides gives one of all.
   */
  private static final int LONGEST_RUN = 120;

  // Attribute sets: two octets (a, b) and (a+1, b-31) are the same to a polynomial in 31.

  private static String community(int bit) {
    return bit == 0 ? "64496:" + (5 << 8 | 50) : "64496:" + (6 << 8 | 19);
  }

  private static int polynomial(byte[] octets, int length) {
    int hash = 0;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + octets[i];
    }
    return hash;
  }

  @Test
  void craftedAttributesDoNotMakeSearchesLong() {
    AttributeStore store = new AttributeStore(MIXING);
    UpdateScan scan = new UpdateScan();
    AttributeOctets octets = new AttributeOctets();
    Set<Integer> foreseen = new HashSet<>();
    int bits = 12;
    for (int set = 0; set < 1 << bits; set++) {
      String[] communities = new String[bits];
      for (int bit = 0; bit < bits; bit++) {
        communities[bit] = community(set >> bit & 1);
      }
      byte[] message =
          anUpdate().announcing("192.0.2.0/24").via(64496).communities(communities).encode();
      scan.scan(message, 0, message.length, ScanContext.of(PeerSort.EBGP));
      store.intern(scan.attributes(), true, scan.plainNextHop());
      octets.write(scan.attributes(), true, scan.plainNextHop());
      foreseen.add(polynomial(octets.scratch(), octets.length()));
    }

    assertThat(foreseen).hasSize(1);
    assertThat(store.size()).isEqualTo(1 << bits);
    assertThat(store.longestRun()).isLessThan(LONGEST_RUN);
  }

  // Prefixes and paths: the lower bits of a fixed mixing function choose the slot.

  private static final int SLOTS = 1 << 14;

  /** Multiples of a step that fall into one slot of a table that mixes with no secret. */
  private static List<Long> colliding(long step) {
    List<Long> found = new ArrayList<>();
    for (long key = 0; found.size() < 2_000; key += step) {
      if ((HashSlots.mix(key) & SLOTS - 1) == 7) {
        found.add(key);
      }
    }
    return found;
  }

  @Test
  void craftedIpv4PrefixesDoNotMakeSearchesLong() {
    Ipv4Dictionary dictionary = new Ipv4Dictionary(MIXING);
    for (long address : colliding(1L << 32)) {
      dictionary.hold(dictionary.findOrAdd(address, 0, 32));
    }

    assertThat(dictionary.size()).isEqualTo(2_000);
    assertThat(dictionary.longestRun()).isLessThan(LONGEST_RUN);
  }

  @Test
  void craftedIpv6PrefixesDoNotMakeSearchesLong() {
    Ipv6Dictionary dictionary = new Ipv6Dictionary(MIXING);
    for (long high : colliding(1L << 16)) {
      dictionary.hold(dictionary.findOrAdd(high, 0, 48));
    }

    assertThat(dictionary.size()).isEqualTo(2_000);
    assertThat(dictionary.longestRun()).isLessThan(LONGEST_RUN);
  }

  @Test
  void craftedPathIdentifiersDoNotMakeSearchesLong() {
    PathColumn column = new PathColumn(MIXING);
    for (long pathId : colliding(1)) {
      column.put(0, pathId, 5);
    }

    assertThat(column.size()).isEqualTo(2_000);
    assertThat(column.longestRun()).isLessThan(LONGEST_RUN);
  }

  /**
   * A flipped upper bit passes a multiplication with an odd number as it is, whatever the number; a
   * hash of such steps lets the next octets cancel it, and every pair of words doubles the harvest.
   */
  @Test
  void differencesThatPassAProductDoNotMakeAttributesCollide() {
    int pairs = 12;
    Set<Integer> hashes = new HashSet<>();
    for (int choice = 0; choice < 1 << pairs; choice++) {
      ByteBuffer octets = ByteBuffer.allocate(16 * pairs).order(ByteOrder.LITTLE_ENDIAN);
      for (int pair = 0; pair < pairs; pair++) {
        boolean flipped = (choice >> pair & 1) != 0;
        octets.putLong(flipped ? 0x8000_0000_0000_0000L : 0);
        octets.putLong(flipped ? 0x8000_0000_8000_0000L : 0);
      }
      hashes.add(MIXING.hash(octets.array(), 0, octets.capacity()));
    }

    assertThat(hashes).hasSizeGreaterThan((1 << pairs) - 16);
  }

  /** The measure itself works: entries of one hash make one run of all of them. */
  @Test
  void countsTheRunOfEntriesThatDoCollide() {
    TaggedSlots slots = new TaggedSlots();
    for (int id = 0; id < 200; id++) {
      SlotTableTest.insert(slots, 42, id);
    }

    assertThat(slots.longestRun()).isEqualTo(200);
  }

  /** What collides under one secret does not under another, so nobody finds it by trying here. */
  @Test
  void whatCollidesUnderOneSecretDoesNotUnderAnother() {
    List<Integer> known = new ArrayList<>();
    Mixing other = new Mixing(1);
    for (int key = 0; known.size() < 500; key++) {
      if (MIXING.hash((long) key << 6) >>> 20 == 0) {
        known.add(key);
      }
    }
    Set<Integer> places = new HashSet<>();
    known.forEach(key -> places.add(other.hash((long) key << 6) >>> 20));

    assertThat(places.size()).isGreaterThan(400);
  }

  /** Ordinary tables have ordinary shapes, whatever the secret. */
  @Test
  void spreadsTheShapesOfRealTablesUnderManySecrets() {
    for (long secret = 0; secret < 40; secret++) {
      Mixing mixing = new Mixing(secret * 0x1234_5678_9ABC_DEFL);
      Ipv4Dictionary ipv4 = new Ipv4Dictionary(mixing);
      Ipv6Dictionary ipv6 = new Ipv6Dictionary(mixing);
      PathColumn paths = new PathColumn(mixing);
      for (int i = 0; i < 20_000; i++) {
        ipv4.findOrAdd((long) i << 40, 0, 24);
        ipv6.findOrAdd(0x2001_0DB8_0000_0000L + ((long) i << 16), 0, 48);
        paths.put(i / 4, i % 4 + 1, 1);
      }

      assertThat(ipv4.longestRun()).isLessThan(LONGEST_RUN);
      assertThat(ipv6.longestRun()).isLessThan(LONGEST_RUN);
      assertThat(paths.longestRun()).isLessThan(LONGEST_RUN);
    }
  }

  @Test
  void prefixesKeepTheirNumberWhateverTheSecret() {
    Ipv4Dictionary one = new Ipv4Dictionary(MIXING);
    Ipv4Dictionary other = new Ipv4Dictionary(new Mixing(77));
    for (int i = 0; i < 1_000; i++) {
      Prefix prefix = Prefix.parse("198.51." + i % 200 + "." + i / 200 * 32 + "/27");
      int id = one.findOrAdd(prefix.hi(), 0, 27);
      assertThat(other.findOrAdd(prefix.hi(), 0, 27)).isEqualTo(id);
    }
  }
}
