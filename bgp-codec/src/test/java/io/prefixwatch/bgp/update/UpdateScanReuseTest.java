package io.prefixwatch.bgp.update;

import static io.prefixwatch.bgp.fixture.UpdateBuilder.anAnnouncement;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.Scans;
import io.prefixwatch.bgp.message.UpdateMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A scan is reused for millions of messages and keeps nothing of one for the next. */
class UpdateScanReuseTest {

  private static final List<byte[]> MESSAGES =
      List.of(
          anAnnouncement().attribute(0xC0, 99, "aa").build(),
          anAnnouncement().attribute(0xC0, 99, "bb").attribute(0xC0, 8, "00").build(),
          anUpdate().withdrawing("203.0.113.0/24").lyingAboutWithdrawn(1).build(),
          anUpdate().mandatory().reachingIpv6("2001:db8:1::/48").build(),
          anUpdate().build(),
          anUpdate().attribute(0x80, 15, "001946").build());

  @Test
  void givesTheSameResultAsAFreshScanInAnyOrder() {
    UpdateScan reused = new UpdateScan();

    for (byte[] first : MESSAGES) {
      for (byte[] second : MESSAGES) {
        assertThat(decode(reused, first)).isEqualTo(Scans.decode(first, Scans.EBGP));
        assertThat(decode(reused, second)).isEqualTo(Scans.decode(second, Scans.EBGP));
      }
    }
  }

  @Test
  void readsAMessageAnywhereInAnArray() {
    byte[] message = anAnnouncement().build();
    byte[] array = new byte[message.length + 200];
    System.arraycopy(message, 0, array, 100, message.length);
    UpdateScan scan = new UpdateScan();

    scan.scan(array, 100, message.length, Scans.EBGP);

    assertThat(UpdateDecoder.decode(scan)).isEqualTo(Scans.decode(message, Scans.EBGP));
  }

  @Test
  void survivesEveryMessageCutAtEveryOctet() {
    UpdateScan scan = new UpdateScan();
    byte[] whole =
        anAnnouncement().attribute(0xC0, 8, "fbf00001").reachingIpv6("2001:db8:1::/48").build();

    for (int length = 23; length < whole.length; length++) {
      scan.scan(whole.clone(), 0, length, Scans.EBGP);
      assertThat(UpdateDecoder.decode(scan).outcome()).isNotNull();
    }
  }

  private static UpdateMessage decode(UpdateScan scan, byte[] message) {
    scan.scan(message, 0, message.length, Scans.EBGP);
    return UpdateDecoder.decode(scan);
  }
}
