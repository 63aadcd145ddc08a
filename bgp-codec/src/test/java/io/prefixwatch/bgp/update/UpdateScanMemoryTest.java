package io.prefixwatch.bgp.update;

import static io.prefixwatch.bgp.fixture.UpdateBuilder.anAnnouncement;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.fixture.Costs;
import io.prefixwatch.bgp.fixture.Scans;
import org.junit.jupiter.api.Test;

class UpdateScanMemoryTest {

  private final Costs costs = new Costs("update-errors");
  private final UpdateScan scan = new UpdateScan();

  @Test
  void costsNoMemoryForErrorsThatAreNotListed() {
    byte[] message = anAnnouncement().attributes("400101ff".repeat(16_000)).build();

    costs.measure(message, () -> scan.scan(message, 0, message.length, Scans.EBGP));

    assertThat(scan.issues()).hasSize(UpdateScan.MAX_ISSUES);
    assertThat(scan.disposition()).isEqualTo(Disposition.DISCARD);
  }

  /** The strongest error may come after the last one that is listed. */
  @Test
  void knowsTheCauseOfAnErrorThatIsNotListed() {
    byte[] message =
        anAnnouncement()
            .attributes("400101ff".repeat(100))
            .attribute(0x40, 200, "")
            .attributes("400101ff".repeat(100))
            .build();

    scan.scan(message, 0, message.length, Scans.EBGP);

    assertThat(scan.disposition()).isEqualTo(Disposition.RESET);
    assertThat(scan.notification().error()).hasToString("3/2");
  }
}
