package io.prefixwatch.daemon.speaker.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.AoAlgorithm;
import io.prefixwatch.daemon.config.AoKey;
import io.prefixwatch.daemon.config.Secret;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The octets of {@code struct tcp_ao_add}, {@code tcp_ao_del} and {@code tcp_ao_info_opt}, on a
 * machine that puts the low octet first.
 */
class AoStructureTest {

  private static final Prefix RANGE = Prefix.parse("192.0.2.0/24");
  private static final AoKey SHA = new AoKey(7, 200, AoAlgorithm.HMAC_SHA1, Secret.of("secret"));
  private static final AoKey AES = new AoKey(0, 255, AoAlgorithm.AES_128_CMAC, Secret.of("secret"));

  /** {@code ::ffff:192.0.2.0} as a socket address of an IPv6 socket. */
  private static final String ADDRESS =
      "0a00" + zeros(6) + zeros(10) + "ffff" + "c0000200" + zeros(104);

  private static final String HMAC_SHA1 = "686d6163287368613129" + zeros(54);
  private static final String CMAC_AES = "636d61632861657331323829" + zeros(52);
  private static final String SECRET = "736563726574" + zeros(74);

  @BeforeAll
  static void needsLittleEndian() {
    assumeTrue(
        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the octets below are little-endian");
  }

  private static String hex(ByteBuffer octets) {
    byte[] copy = new byte[octets.remaining()];
    octets.get(copy);
    return Hex.hex(copy);
  }

  private static String zeros(int octets) {
    return "00".repeat(octets);
  }

  @Test
  void addsAKeyForARange() {
    ByteBuffer octets = AoStructure.add(RANGE, SHA, false, false, true);

    assertThat(octets.remaining()).isEqualTo(288);
    assertThat(hex(octets))
        .isEqualTo(
            ADDRESS
                + HMAC_SHA1
                + zeros(4) // interface
                + "00000000" // neither current nor next
                + "0000"
                + "18" // 24
                + "07" // send id
                + "c8" // receive id
                + "0c" // 96 bits
                + "00" // flags
                + "06" // key length
                + SECRET);
  }

  @Test
  void marksTheKeyThatSignsFirst() {
    ByteBuffer octets = AoStructure.add(RANGE, AES, true, true, true);

    assertThat(hex(octets))
        .isEqualTo(
            ADDRESS
                + CMAC_AES
                + zeros(4)
                + "03000000" // current and next
                + "0000"
                + "18"
                + "00"
                + "ff"
                + "0c"
                + "02" // options are left out
                + "06"
                + SECRET);
  }

  @Test
  void removesAKeyByItsIds() {
    ByteBuffer octets = AoStructure.remove(RANGE, SHA, true);

    assertThat(octets.remaining()).isEqualTo(144);
    assertThat(hex(octets))
        .isEqualTo(
            ADDRESS
                + zeros(4) // interface
                + "00000000"
                + "0000"
                + "18"
                + "07"
                + "c8"
                + "00" // no other current key
                + "00" // no other next key
                + "00"); // flags
  }

  @Test
  void hasRoomForTheLongestKey() {
    AoKey longest = new AoKey(1, 1, AoAlgorithm.HMAC_SHA1, Secret.of("k".repeat(80)));

    String octets = hex(AoStructure.add(RANGE, longest, false, false, true));

    assertThat(octets).endsWith("50" + "6b".repeat(80)).hasSize(2 * 288);
  }

  @Test
  void readsWhatTheKernelSaysOfAConnection() {
    ByteBuffer octets =
        ByteBuffer.wrap(
            Hex.octets(
                "03000000" // current and next are set
                    + "0000"
                    + "07"
                    + "c8"
                    + "0500000000000000"
                    + "0100000000000000"
                    + zeros(24)));

    assertThat(AoState.parse(octets)).isEqualTo(new AoState(7, 200, 5, 1));
  }

  @Test
  void seesThatNoKeyIsInUse() {
    assertThat(AoState.parse(ByteBuffer.allocate(48))).isNull();
    assertThat(AoState.parse(ByteBuffer.wrap(Hex.octets("03000000" + zeros(43))))).isNull();
  }
}
