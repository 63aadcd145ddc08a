package io.prefixwatch.daemon.speaker.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.Hex;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SavedSynTest {

  private static final String IPV4 = "4500003c1c4640004006b1e6" + "c0000209" + "c0000201";
  private static final String IPV6 =
      "6000000000280640" + "20010db8000000000000000000000009" + "20010db8000000000000000000000001";
  private static final String MSS = "020405b4";
  private static final String MD5 = "0101" + "1312" + "00".repeat(16);
  private static final String AO = "1d10" + "0101" + "00".repeat(12);

  /** A TCP header with these options, filled up to whole words. */
  private static String tcp(String options) {
    String padded = options + "00".repeat((8 - options.length() % 8) % 8 / 2);
    int words = 5 + padded.length() / 8;
    return "c0de00b3"
        + "00000001"
        + "00000000"
        + Integer.toHexString(words)
        + "002ffff00000000"
        + padded;
  }

  /** The kernel's answer is as long as we asked for; behind the headers are zeros. */
  private static @Nullable SavedSyn parse(String headers) {
    return SavedSyn.parse(ByteBuffer.wrap(Arrays.copyOf(Hex.octets(headers), SavedSyn.SIZE)));
  }

  @Test
  void tellsTheTtl() {
    assertThat(parse(IPV4 + tcp(MSS))).isEqualTo(new SavedSyn(64, false, false));
    assertThat(parse(IPV4.replace("4006", "ff06") + tcp(MSS)))
        .isEqualTo(new SavedSyn(255, false, false));
  }

  @Test
  void tellsTheHopLimit() {
    assertThat(parse(IPV6 + tcp(MSS))).isEqualTo(new SavedSyn(64, false, false));
    assertThat(parse(IPV6.replaceFirst("0640", "06ff") + tcp(MSS)))
        .isEqualTo(new SavedSyn(255, false, false));
  }

  @Test
  void findsTheSignatureBehindOtherOptions() {
    assertThat(parse(IPV4 + tcp(MSS + MD5))).isEqualTo(new SavedSyn(64, true, false));
    assertThat(parse(IPV6 + tcp(MSS + AO))).isEqualTo(new SavedSyn(64, false, true));
  }

  @Test
  void readsIpv4OptionsOver() {
    String longer = "46" + IPV4.substring(2) + "01010101";

    assertThat(parse(longer + tcp(MD5))).isEqualTo(new SavedSyn(64, true, false));
  }

  @Test
  void seesNoSignatureBehindTheEndOfTheOptions() {
    assertThat(parse(IPV4 + tcp(MSS + "00" + MD5))).isEqualTo(new SavedSyn(64, false, false));
  }

  @Test
  void seesNoSignatureBeyondTheHeader() {
    assertThat(parse(IPV4 + tcp(MSS) + MD5)).isEqualTo(new SavedSyn(64, false, false));
  }

  @Test
  void doesNotTakeAnOptionWithoutLengthForAnything() {
    assertThat(parse(IPV4 + tcp("fe00" + MD5))).isEqualTo(new SavedSyn(64, false, false));
  }

  @Test
  void isNothingWhereTheKernelKeptNothing() {
    assertThat(SavedSyn.parse(ByteBuffer.allocate(SavedSyn.SIZE))).isNull();
    assertThat(SavedSyn.parse(ByteBuffer.allocate(0))).isNull();
  }

  /** It comes from the kernel, but the options in it come from the peer. */
  @Test
  void standsAnyOctets() {
    Random random = new Random(1);
    byte[] octets = new byte[SavedSyn.SIZE];
    for (int i = 0; i < 100_000; i++) {
      random.nextBytes(octets);
      octets[0] = (byte) (random.nextBoolean() ? 0x40 | octets[0] & 0x0F : 0x60);
      int length = random.nextInt(octets.length + 1);

      SavedSyn syn = SavedSyn.parse(ByteBuffer.wrap(octets, 0, length));

      assertThat(syn == null || (syn.ttl() >= 0 && syn.ttl() <= 255)).isTrue();
    }
  }
}
