package io.prefixwatch.monitor.rib;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.speak.UpdateBuilder;
import io.prefixwatch.bgp.update.PeerSort;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.bgp.update.UpdateScan;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AttributeStoreTest {

  private final AttributeStore store = new AttributeStore(new Mixing(2));
  private final UpdateScan scan = new UpdateScan();

  private int intern(UpdateBuilder update) {
    byte[] octets = update.announcing("192.0.2.0/24").encode();
    scan.scan(octets, 0, octets.length, ScanContext.of(PeerSort.EBGP));
    return store.intern(scan.attributes(), true, scan.plainNextHop());
  }

  @Test
  void keepsEqualSetsOnce() {
    int first = intern(anUpdate().via(64496, 64501).med(1));
    int again = intern(anUpdate().via(64496, 64501).med(1));
    int other = intern(anUpdate().via(64496, 64501).med(2));

    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
    assertThat(store.size()).isEqualTo(2);
  }

  @Test
  void forgetsASetWithItsLastReference() {
    int set = intern(anUpdate().via(64496, 64501));
    store.retain(set);

    store.release(set);
    assertThat(store.size()).isEqualTo(1);
    store.release(set);
    assertThat(store.size()).isZero();
  }

  @Test
  void givesEachSetAsItWasWhileOthersComeAndGo() {
    Random random = new Random(11);
    Map<Integer, Integer> sets = new HashMap<>();
    for (int step = 0; step < 60_000; step++) {
      // Growing to thousands of sets, shrinking to none, and again.
      int limit = step / 15_000 % 2 == 0 ? 5_000 : 50;
      int med = random.nextInt(5_000);
      Integer known = sets.remove(med);
      if (known != null) {
        store.release(known);
      } else if (med < limit) {
        sets.put(med, intern(anUpdate().via(64496, 64500 + med % 7).med(med)));
      }
    }

    assertThat(store.size()).isEqualTo(sets.size());
    sets.forEach((med, set) -> assertThat(store.decode(set).med()).isEqualTo(med.longValue()));
  }
}
