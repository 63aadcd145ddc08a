package io.prefixwatch.monitor.rib;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrefixDictionaryTest {

  private static final Mixing MIXING = new Mixing(1);

  private static int find(PrefixDictionary dictionary, Prefix prefix) {
    return dictionary.find(prefix.hi(), prefix.lo(), prefix.length());
  }

  private static int hold(PrefixDictionary dictionary, Prefix prefix) {
    int id = dictionary.findOrAdd(prefix.hi(), prefix.lo(), prefix.length());
    dictionary.hold(id);
    return id;
  }

  @Test
  void tellsPrefixesOfOneAddressApartByLength() {
    Ipv4Dictionary dictionary = new Ipv4Dictionary(MIXING);
    List<Integer> ids = new ArrayList<>();
    for (int length = 0; length <= 32; length++) {
      ids.add(hold(dictionary, Prefix.parse("0.0.0.0/" + length)));
    }

    assertThat(new HashSet<>(ids)).hasSize(33);
    assertThat(dictionary.prefix(ids.get(32))).isEqualTo(Prefix.parse("0.0.0.0/32"));
    assertThat(dictionary.prefix(ids.get(0))).isEqualTo(Prefix.parse("0.0.0.0/0"));
  }

  @Test
  void keepsAllBitsOfAnIpv6Prefix() {
    Ipv6Dictionary dictionary = new Ipv6Dictionary(MIXING);
    Prefix host = Prefix.parse("2001:db8::ffff:ffff:ffff:ffff/128");
    Prefix other = Prefix.parse("2001:db8::ffff:ffff:ffff:fffe/128");

    int id = hold(dictionary, host);

    assertThat(find(dictionary, other)).isEqualTo(PrefixDictionary.NONE);
    assertThat(find(dictionary, host)).isEqualTo(id);
    assertThat(dictionary.prefix(id)).isEqualTo(host);
  }

  @Test
  void keepsAPrefixUntilItsLastHolderIsGone() {
    Ipv4Dictionary dictionary = new Ipv4Dictionary(MIXING);
    Prefix prefix = Prefix.parse("192.0.2.0/24");
    int id = hold(dictionary, prefix);
    dictionary.hold(id);

    dictionary.release(id);
    assertThat(find(dictionary, prefix)).isEqualTo(id);
    dictionary.release(id);
    assertThat(find(dictionary, prefix)).isEqualTo(PrefixDictionary.NONE);
    assertThat(dictionary.size()).isZero();
  }

  @Test
  void doesWhatAMapWouldDo() {
    churn(new Ipv4Dictionary(MIXING), false);
    churn(new Ipv6Dictionary(MIXING), true);
  }

  private static void churn(PrefixDictionary dictionary, boolean ipv6) {
    Random random = new Random(3);
    Map<Prefix, Integer> held = new HashMap<>();
    List<Prefix> order = new ArrayList<>();
    for (int step = 0; step < 100_000; step++) {
      // Waves: mostly growing, then mostly shrinking, down to nothing and up again.
      boolean add = random.nextInt(100) < (step / 20_000 % 2 == 0 ? 70 : 30);
      if (add) {
        Prefix prefix = prefix(random, ipv6);
        if (!held.containsKey(prefix)) {
          held.put(prefix, hold(dictionary, prefix));
          order.add(prefix);
        }
      } else if (!order.isEmpty()) {
        Prefix gone = order.remove(order.size() - 1 - random.nextInt(Math.min(9, order.size())));
        dictionary.release(Objects.requireNonNull(held.remove(gone)));
        assertThat(find(dictionary, gone)).isEqualTo(PrefixDictionary.NONE);
      }
      if (step % 10_000 == 0) {
        held.forEach(
            (prefix, id) -> {
              assertThat(find(dictionary, prefix)).isEqualTo(id);
              assertThat(dictionary.prefix(id)).isEqualTo(prefix);
            });
        assertThat(new HashSet<>(held.values())).hasSize(held.size());
      }
    }
    assertThat(dictionary.size()).isEqualTo(held.size());
  }

  private static Prefix prefix(Random random, boolean ipv6) {
    int length = random.nextInt(ipv6 ? 129 : 33);
    long hi = random.nextLong() & Prefix.highMask(length);
    long lo = ipv6 ? random.nextLong() & Prefix.lowMask(length) : 0;
    return new Prefix(ipv6, ipv6 ? hi : hi & 0xFFFF_FFFF_0000_0000L, lo, length);
  }
}
