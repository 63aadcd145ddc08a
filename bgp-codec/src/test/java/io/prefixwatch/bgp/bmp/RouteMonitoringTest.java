package io.prefixwatch.bgp.bmp;

import static io.prefixwatch.bgp.fixture.BmpBuilder.AS2;
import static io.prefixwatch.bgp.fixture.BmpBuilder.OUT;
import static io.prefixwatch.bgp.fixture.BmpBuilder.POST_POLICY;
import static io.prefixwatch.bgp.fixture.BmpBuilder.locRib;
import static io.prefixwatch.bgp.fixture.BmpBuilder.peer;
import static io.prefixwatch.bgp.fixture.BmpBuilder.tlv;
import static io.prefixwatch.bgp.fixture.BmpBuilder.tlv4;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.BmpBuilder;
import io.prefixwatch.bgp.fixture.BmpTranscript;
import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.fixture.Messages;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Route Monitoring and Route Mirroring (RFC 7854 section 4.6 and 4.7, RFC 8671, RFC 9069). */
class RouteMonitoringTest {

  private static final String PEER =
      BmpBuilder.NOON + "000005 GLOBAL 192.0.2.9 AS64496 192.0.2.10 ";
  private static final String UPDATE = Hex.hex(Messages.message(2, "0000 0000"));

  private static List<String> read(String body) {
    return BmpTranscript.of(new BmpBuilder().message(0, body).message(5, ""));
  }

  private static List<String> read4(String tlvs) {
    return BmpTranscript.of(new BmpBuilder().message4(0, peer() + tlvs).message(5, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 'pre-policy'",
    "64, 'post-policy'",
    "16, 'adj-rib-out-pre-policy'",
    "80, 'adj-rib-out-post-policy'",
    "32, 'as2 pre-policy'",
    "15, 'pre-policy'"
  })
  void tellsTheTableByTheFlags(int flags, String shown) {
    assertThat(read(peer(flags) + UPDATE))
        .containsExactly(PEER + shown + " 00000000", "termination none");
  }

  @Test
  void readsALocRibAsFourOctetWhateverTheFlagsSay() {
    String allFlags = peer(3, POST_POLICY | AS2 | OUT, "0".repeat(16), "0.0.0.0", 64_500);

    assertThat(read(locRib() + UPDATE).get(0)).endsWith(" 192.0.2.10 loc-rib 00000000");
    assertThat(read(allFlags + UPDATE).get(0)).endsWith(" 192.0.2.10 loc-rib 00000000");
  }

  @Test
  void skipsAMessageWhoseUpdateIsDamagedAndGoesOn() {
    String cut = UPDATE.substring(0, UPDATE.length() - 2);
    String lying = Hex.hex(Messages.message(2, "0000 0000", 65_535));
    String tiny = Hex.hex(Messages.message(2, "0000 0000", 22));

    assertThat(read(peer() + cut))
        .containsExactly(
            "malformed at offset 0: the message ends inside its UPDATE", "termination none");
    assertThat(read(peer()))
        .containsExactly(
            "malformed at offset 0: the message ends inside its UPDATE", "termination none");
    assertThat(read(peer() + lying))
        .containsExactly(
            "malformed at offset 0: the message ends inside its UPDATE", "termination none");
    assertThat(read(peer() + tiny).get(0))
        .startsWith("malformed at offset 0: the UPDATE has no sound header: ");
    assertThat(read(peer() + "00" + UPDATE).get(0))
        .startsWith("malformed at offset 0: the UPDATE has no sound header: ");
    assertThat(read(peer() + Hex.hex(Messages.message(4, ""))))
        .containsExactly("malformed at offset 0: the BGP message is no UPDATE", "termination none");
  }

  @Test
  void takesTheUpdateAndComplainsOfWhatIsLeftOver() {
    assertThat(read(peer() + UPDATE + "0102"))
        .containsExactly(
            "malformed at offset 0: 2 octets are left over behind the UPDATE",
            PEER + "pre-policy 00000000",
            "termination none");
  }

  @Test
  void tellsWhichMessageWasDamaged() {
    byte[] stream =
        new BmpBuilder().initiation("edge-1").message(0, peer()).message(0, peer()).build();

    assertThat(BmpTranscript.of(stream))
        .element(2)
        .asString()
        .startsWith("malformed at offset " + (28 + 48) + ": ");
  }

  // Version 4.

  @Test
  void findsTheUpdateAmongTheTlvsOfVersion4() {
    String name = tlv4(3, "676c6f62616c");
    String ofAnEnterprise = Hex.u16(0x8004) + "0001 0000 0000ffff aa";

    assertThat(read4(name + tlv4(4, UPDATE)))
        .containsExactly(PEER + "pre-policy 00000000", "termination none");
    assertThat(read4(ofAnEnterprise + tlv4(4, UPDATE) + name))
        .containsExactly(PEER + "pre-policy 00000000", "termination none");
  }

  @Test
  void skipsVersion4WithoutExactlyOneSoundUpdate() {
    assertThat(read4("").get(0)).isEqualTo("malformed at offset 0: there is no UPDATE");
    assertThat(read4(tlv4(4, UPDATE) + tlv4(4, UPDATE)))
        .containsExactly("malformed at offset 0: there are two UPDATEs", "termination none");
    assertThat(read4(tlv4(4, UPDATE.substring(2))).get(0))
        .startsWith("malformed at offset 0: the UPDATE has no sound header");
    assertThat(read4("0004 ffff 0000" + UPDATE))
        .containsExactly(
            "malformed at offset 0: TLV of type 4 runs past the message", "termination none");
    assertThat(read4(tlv4(4, UPDATE) + "0003 00"))
        .containsExactly(
            "malformed at offset 0: 3 octets are left over behind the last TLV",
            "termination none");
  }

  @Test
  void skipsVersion4WithDamagedCapabilitiesAndTellsOnce() {
    String damaged = tlv4(1, "45 08 0001 01 01");

    assertThat(read4(damaged + damaged + damaged + damaged + tlv4(4, UPDATE)))
        .containsExactly(
            "malformed at offset 0: a capability runs past its TLV", "termination none");
  }

  @Test
  void keepsNothingOfOneMessageForTheNext() {
    byte[] stream =
        new BmpBuilder()
            .message4(0, peer() + tlv4(4, UPDATE))
            .message4(0, peer() + tlv4(3, "676c"))
            .build();

    assertThat(BmpTranscript.of(stream))
        .hasSize(2)
        .last()
        .asString()
        .endsWith("there is no UPDATE");
  }

  // Mirroring.

  @Test
  void countsMirroredMessagesUnread() {
    String keepalive = tlv(0, Hex.hex(Messages.message(4, "")));

    assertThat(
            BmpTranscript.of(
                new BmpBuilder()
                    .message(6, peer() + keepalive + tlv(0, "00") + tlv(1, "0000"))
                    .message(6, peer() + tlv(1, "0001") + tlv(9, "010203"))))
        .containsExactly(PEER + "mirroring 2 errored", PEER + "mirroring 0 lost");
  }

  @Test
  void tellsOfAMirroredMessageThatIsCutShort() {
    assertThat(
            BmpTranscript.of(
                new BmpBuilder()
                    .message(6, peer() + tlv(0, "00") + "0000 ffff 00")
                    .message(6, peer() + "000000")
                    .message(6, peer() + tlv(1, "00"))))
        .containsExactly(
            "malformed at offset 0: TLV of type 0 runs past the message",
            PEER + "mirroring 1",
            "malformed at offset 58: 3 octets are left over behind the last TLV",
            PEER + "mirroring 0",
            PEER + "mirroring 0");
  }
}
