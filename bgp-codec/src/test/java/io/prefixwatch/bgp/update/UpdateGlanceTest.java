package io.prefixwatch.bgp.update;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Prefix;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UpdateGlanceTest {

  private static final ScanContext PLAIN = ScanContext.of(PeerSort.EBGP);
  private static final int SLACK = 16;

  private final UpdateGlance glance = new UpdateGlance();

  /** The messages one behind the other, and room to read ahead. */
  private static byte[] buffer(byte[]... messages) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (byte[] message : messages) {
      octets.writeBytes(message);
    }
    octets.writeBytes(new byte[SLACK]);
    return octets.toByteArray();
  }

  private int read(byte[] buffer, ScanContext context) {
    return glance.read(buffer, 0, buffer.length - SLACK, context);
  }

  private List<String> shown() {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < glance.ipv4Count(); i++) {
      long prefix = glance.ipv4()[i];
      shown.add(new Prefix(false, prefix >>> 32 << 32, 0, (int) prefix).toString());
    }
    for (int i = 0; i < glance.ipv6Count(); i++) {
      shown.add(new Prefix(true, glance.hi(i), glance.lo(i), glance.length(i)).toString());
    }
    return shown;
  }

  @Test
  void showsWhatTheMessagesAheadAnnounceAndWithdraw() {
    byte[] octets =
        buffer(
            anUpdate().announcing("203.0.113.0/24", "192.0.2.129/32", "0.0.0.0/0").encode(),
            anUpdate().withdrawing("198.51.100.0/25").encode(),
            anUpdate().announcing("2001:db8:1::/48", "2001:db8::1/128").encode(),
            anUpdate().withdrawing("2001:db8:2::/64").encode());

    assertThat(read(octets, PLAIN)).isEqualTo(octets.length - SLACK);
    assertThat(shown())
        .containsExactly(
            "203.0.113.0/24",
            "192.0.2.129/32",
            "0.0.0.0/0",
            "198.51.100.0/25",
            "2001:db8:1::/48",
            "2001:db8::1/128",
            "2001:db8:2::/64");
  }

  @Test
  void skipsPathIdentifiers() {
    byte[] octets =
        buffer(
            anUpdate().announcing("203.0.113.0/24", "192.0.2.0/25").pathId(7).encode(),
            anUpdate().announcing("2001:db8:1::/48").pathId(7).encode());

    read(octets, PLAIN.withAddPath(true, true));

    assertThat(shown()).containsExactly("203.0.113.0/24", "192.0.2.0/25", "2001:db8:1::/48");
  }

  @Test
  void stopsBehindTheMessageThatFillsItsRoom() {
    byte[][] messages = new byte[UpdateGlance.MOST + 10][];
    for (int i = 0; i < messages.length; i++) {
      messages[i] = anUpdate().announcing("198.51." + i + ".0/24").encode();
    }
    byte[] octets = buffer(messages);

    int next = read(octets, PLAIN);

    assertThat(next).isEqualTo(UpdateGlance.MOST * messages[0].length);
    assertThat(shown()).hasSize(UpdateGlance.MOST).endsWith("198.51.63.0/24");
    assertThat(glance.read(octets, next, octets.length - SLACK, PLAIN))
        .isEqualTo(octets.length - SLACK);
    assertThat(shown()).hasSize(10);
  }

  @Test
  void saysNothingOfWhatIsCutShort() {
    byte[] message = anUpdate().announcing("203.0.113.0/24").encode();
    byte[] octets = Arrays.copyOf(message, message.length - 1 + SLACK);

    assertThat(read(octets, PLAIN)).isEqualTo(message.length - 1);
    assertThat(shown()).isEmpty();
  }

  @Test
  void staysInsideTheBufferWhateverItHolds() {
    Random random = new Random(4);
    byte[] sound =
        buffer(
            anUpdate().announcing("203.0.113.0/24").withdrawing("192.0.2.0/24").encode(),
            anUpdate().announcing("2001:db8:1::/48").encode());
    for (int round = 0; round < 20_000; round++) {
      byte[] octets = Arrays.copyOf(sound, sound.length - random.nextInt(SLACK + 8));
      for (int change = 0; change < 6; change++) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
      }
      int to = Math.min(octets.length, sound.length - SLACK);
      assertThat(glance.read(octets, 0, to, PLAIN)).isBetween(0, to);
      assertThat(shown()).hasSizeLessThanOrEqualTo(2 * UpdateGlance.MOST);
    }
  }
}
