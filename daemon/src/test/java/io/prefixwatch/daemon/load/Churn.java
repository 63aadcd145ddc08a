package io.prefixwatch.daemon.load;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;

import io.prefixwatch.bgp.net.Prefix;
import java.io.ByteArrayOutputStream;
import java.util.Random;

/** UPDATEs that never come to rest: announcements over ever other paths, and withdrawals. */
final class Churn {

  /** UPDATEs in one piece. */
  static final int UPDATES = 5_000;

  private Churn() {}

  /**
   * One piece, whole messages; one in a hundred touches the registered prefix, all of them legal.
   */
  static byte[] piece() {
    Random random = new Random(4271);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < UPDATES; i++) {
      Prefix prefix = Prefix.ipv4(0x0B00_0000 | random.nextInt(20_000) << 8, 24);
      if (i % 100 == 0) {
        prefix = Prefix.parse("203.0.113.0/24");
      }
      if (random.nextInt(7) == 0) {
        out.writeBytes(anUpdate().withdrawing(prefix).encode());
      } else {
        long upstream = 64512L + random.nextInt(500);
        out.writeBytes(
            anUpdate().announcing(prefix).via(LoadPeer.ASN, upstream, 64501).med(i).encode());
      }
    }
    return out.toByteArray();
  }
}
