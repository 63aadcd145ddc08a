package io.prefixwatch.daemon.rpki;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.rtr.RtrFault;
import io.prefixwatch.bgp.rtr.RtrPdu.AspaChange;
import io.prefixwatch.bgp.rtr.RtrPdu.PrefixChange;
import io.prefixwatch.monitor.rpki.Vrp;
import io.prefixwatch.monitor.rpki.VrpTable;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What one cache has said, change by change. */
class CacheDataTest {

  private static final Prefix PREFIX = Prefix.parse("203.0.113.0/24");

  private final CacheData data = new CacheData();

  private static PrefixChange change(boolean announce, long asn) {
    return new PrefixChange(announce, PREFIX, 24, asn);
  }

  private VrpTable table() {
    return Objects.requireNonNull(data.data(true).anchors().get(""));
  }

  private void load(long... asns) {
    data.begin(true);
    for (long asn : asns) {
      assertThat(data.changed(change(true, asn))).isNull();
    }
    assertThat(data.commit()).isNull();
  }

  @Test
  void appliesChangesOnlyWhenTheyAreComplete() {
    load(64501, 64502);

    data.begin(false);
    data.changed(change(false, 64501));
    data.changed(change(true, 64503));
    VrpTable before = table();
    data.commit();

    assertThat(before.size()).isEqualTo(2);
    assertThat(before.contains(new Vrp(PREFIX, 24, 64501))).isTrue();
    assertThat(table().size()).isEqualTo(2);
    assertThat(table().contains(new Vrp(PREFIX, 24, 64503))).isTrue();
    assertThat(table().contains(new Vrp(PREFIX, 24, 64501))).isFalse();
  }

  @Test
  void refusesWhatIsAnnouncedTwiceOrWasNeverThere() {
    load(64501);

    data.begin(false);

    assertThat(data.changed(change(true, 64501)))
        .extracting(RtrFault::code)
        .isEqualTo(RtrFault.DUPLICATE_ANNOUNCEMENT);
    assertThat(data.changed(change(false, 64502)))
        .extracting(RtrFault::code)
        .isEqualTo(RtrFault.UNKNOWN_WITHDRAWAL);
    assertThat(data.changed(change(false, 64501))).isNull();
    assertThat(data.changed(change(true, 64501))).isNull();
  }

  @Test
  void refusesAFullLoadThatRepeatsItselfAndKeepsWhatItHad() {
    load(64501);

    data.begin(true);
    data.changed(change(true, 64502));
    data.changed(change(true, 64502));

    assertThat(data.commit()).extracting(RtrFault::code).isEqualTo(RtrFault.DUPLICATE_ANNOUNCEMENT);
    assertThat(table().contains(new Vrp(PREFIX, 24, 64501))).isTrue();
  }

  @Test
  void replacesACustomersProvidersAndUnitesFamilies() {
    data.begin(true);
    data.changed(new AspaChange(true, 64501, List.of(64502L), 4));
    data.changed(new AspaChange(true, 64501, List.of(64503L), 4));
    data.changed(new AspaChange(true, 64501, List.of(64504L), 6));
    data.commit();

    assertThat(data.data(true).aspas()).hasSize(1);
    assertThat(Objects.requireNonNull(data.data(true).aspas()).get(64501L))
        .containsExactly(64503L, 64504L);
    assertThat(data.data(false).aspas()).isNull();
    assertThat(data.changed(new AspaChange(false, 64501, List.of(), 4))).isNull();
    assertThat(data.changed(new AspaChange(false, 64505, List.of(), 4)))
        .extracting(RtrFault::code)
        .isEqualTo(RtrFault.UNKNOWN_WITHDRAWAL);
  }

  @Test
  void hasNothingAfterAFlush() {
    load(64501);

    data.flush();

    assertThat(table().size()).isZero();
  }
}
