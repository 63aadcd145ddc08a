package io.prefixwatch.bgp.update;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Octets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ScannedMessageTest {

  private static final byte[] MESSAGE =
      anUpdate().announcing("203.0.113.0/24").via(64496, 64501).encode();

  private final UpdateScan scan = new UpdateScan();

  @Test
  void isTheMessageWithItsHeaderWhereverItStoodInTheBuffer() {
    byte[] buffer = new byte[300];
    System.arraycopy(MESSAGE, 0, buffer, 100, MESSAGE.length);

    scan.scan(buffer, 100, MESSAGE.length, ScanContext.of(PeerSort.EBGP));

    assertThat(ScannedMessage.length(scan)).isEqualTo(MESSAGE.length);
    assertThat(ScannedMessage.copy(scan, 4096)).isEqualTo(Octets.of(MESSAGE));
  }

  @Test
  void isCutAtTheLimit() {
    scan.scan(MESSAGE, 0, MESSAGE.length, ScanContext.of(PeerSort.EBGP));

    assertThat(ScannedMessage.copy(scan, 20)).isEqualTo(Octets.copyOfRange(MESSAGE, 0, 20));
  }

  /** A header that says more than is there must not lead beyond the buffer. */
  @Test
  void endsWithTheBufferWhateverItsHeaderSays() {
    byte[] lying = Arrays.copyOf(MESSAGE, MESSAGE.length);
    lying[16] = (byte) 0xFF;
    lying[17] = (byte) 0xFF;

    scan.scan(lying, 0, lying.length, ScanContext.of(PeerSort.EBGP));

    assertThat(ScannedMessage.copy(scan, 4096)).isEqualTo(Octets.of(lying));
  }
}
