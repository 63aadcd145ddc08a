package io.prefixwatch.bgp.update;

import static io.prefixwatch.bgp.fixture.UpdateBuilder.anAnnouncement;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.fixture.Scans;
import io.prefixwatch.bgp.fixture.UpdateBuilder;
import org.junit.jupiter.api.Test;

/** A next hop that is not there stands nowhere, whatever an earlier message had. */
class MissingNextHopTest {

  private static final byte[] ENTRY = Hex.octets(UpdateBuilder.ORIGIN);

  private final UpdateScan scan = new UpdateScan();

  private void assertNowhere(NextHopOctets nextHop) {
    assertThat(nextHop.length()).isZero();
    assertThat(nextHop.at()).isLessThanOrEqualTo(nextHop.buffer().length);
  }

  private void scanRibEntryAfter(byte[] message) {
    scan.scan(message, 0, message.length, Scans.EBGP);
    scan.scanRibEntry(ENTRY, 0, ENTRY.length, ScanContext.recorded(true, false), false);
  }

  @Test
  void standsNowhereAfterALongerMessageWithNextHop() {
    scanRibEntryAfter(anAnnouncement().build());

    assertNowhere(scan.plainNextHop());
  }

  @Test
  void standsNowhereAfterALongerMessageWithMultiprotocolNextHop() {
    scanRibEntryAfter(UpdateBuilder.anUpdate().mandatory().reachingIpv6("2001:db8::/32").build());

    assertNowhere(scan.multiprotocolNextHop());
  }
}
