package io.prefixwatch.bgp.bmp;

import static io.prefixwatch.bgp.fixture.BmpBuilder.AS2;
import static io.prefixwatch.bgp.fixture.BmpBuilder.CAPABILITIES;
import static io.prefixwatch.bgp.fixture.BmpBuilder.OUT;
import static io.prefixwatch.bgp.fixture.BmpBuilder.POST_POLICY;
import static io.prefixwatch.bgp.fixture.BmpBuilder.locRib;
import static io.prefixwatch.bgp.fixture.BmpBuilder.peer;
import static io.prefixwatch.bgp.fixture.BmpBuilder.tlv4;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.BmpBuilder;
import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.fixture.Messages;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.update.ParserPolicy;
import io.prefixwatch.bgp.update.ScanContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the OPENs of a Peer Up mean for the UPDATEs that follow. */
class UpdateContextsTest {

  private static final String UPDATE = Hex.hex(Messages.message(2, "0000 0000"));

  private static UpdateContexts contexts(String sent, String received) {
    UpdateContexts[] contexts = new UpdateContexts[1];
    byte[] stream = new BmpBuilder().peerUp(peer(), sent, received).build();
    new BmpParser(
            new CountingHandler() {
              @Override
              public void peerUp(PeerHeader peer, PeerUp up) {
                contexts[0] = UpdateContexts.of(up, ParserPolicy.DEFAULT);
              }
            })
        .parseAll(stream, 0, stream.length);
    return contexts[0];
  }

  private static ScanContext of(UpdateContexts contexts, BmpBuilder message) {
    List<ScanContext> found = new ArrayList<>();
    byte[] stream = message.build();
    new BmpParser(
            new CountingHandler() {
              @Override
              public void routeMonitoring(PeerHeader peer, MonitoredUpdate update) {
                found.add(contexts.of(peer, update));
              }
            })
        .parseAll(stream, 0, stream.length);
    return found.get(0);
  }

  private static ScanContext of(UpdateContexts contexts, String peer) {
    return of(contexts, new BmpBuilder().message(0, peer + UPDATE));
  }

  private static String addPath(int mode) {
    return CAPABILITIES + "4508 000101" + octet(mode) + "000201" + octet(mode);
  }

  private static String octet(int value) {
    return String.format("%02x", value);
  }

  @ParameterizedTest(name = "sent {0}, received {1}: in {2}, out {3}, Loc-RIB {4}")
  @CsvSource({
    "0, 0, false, false, false",
    "1, 0, false, false, false",
    "0, 2, false, false, false",
    "1, 1, false, false, true",
    "2, 2, false, false, true",
    "1, 2, true, false, true",
    "2, 1, false, true, true",
    "3, 3, true, true, true",
    "3, 2, true, false, true",
    "3, 1, false, true, true"
  })
  void expectsPathIdentifiersWhereBothAgreed(
      int sent, int received, boolean in, boolean out, boolean locRib) {
    UpdateContexts contexts =
        contexts(
            sent == 0 ? CAPABILITIES : addPath(sent),
            received == 0 ? CAPABILITIES : addPath(received));

    for (int policy : new int[] {0, POST_POLICY}) {
      assertThat(of(contexts, peer(policy)).addPathIpv4()).isEqualTo(in);
      assertThat(of(contexts, peer(policy)).addPathIpv6()).isEqualTo(in);
      assertThat(of(contexts, peer(OUT | policy)).addPathIpv4()).isEqualTo(out);
    }
    assertThat(of(contexts, locRib()).addPathIpv4()).isEqualTo(locRib);
    Set<Family> both = Set.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST);
    assertThat(contexts.addPath(RibView.PRE_POLICY)).isEqualTo(in ? both : Set.of());
    assertThat(contexts.addPath(RibView.LOC_RIB)).isEqualTo(locRib ? both : Set.of());
  }

  @Test
  void agreesFamilyByFamily() {
    String ipv6Only = CAPABILITIES + "4504 00020103";

    ScanContext context = of(contexts(addPath(3), ipv6Only), peer());

    assertThat(context.addPathIpv4()).isFalse();
    assertThat(context.addPathIpv6()).isTrue();
  }

  @Test
  void readsPathsByTheFlagOfEachMessage() {
    UpdateContexts contexts = contexts(CAPABILITIES, CAPABILITIES);

    assertThat(of(contexts, peer()).as4()).isTrue();
    assertThat(of(contexts, peer(AS2)).as4()).isFalse();
    assertThat(of(contexts, peer(3, AS2)).as4()).isTrue();
  }

  @Test
  void showsWhatTheRouterShows() {
    ScanContext context = of(contexts("4104 0000fbf0", CAPABILITIES), peer());

    assertThat(context.recorded()).isTrue();
    assertThat(context.ipv4Unicast()).isTrue();
    assertThat(context.ipv6Unicast()).isTrue();
    assertThat(context.ipv6NextHopForIpv4()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0104 00010001, 0104 00010001, ipv4-unicast",
    "0104 00010001 0104 00020001, 0104 00020001, ipv6-unicast",
    "4104 0000fbf0, 4104 0000fbf0, ipv4-unicast",
    "0104 00010080, 0104 00010080, ''",
    "0104 00020001, 4104 0000fbf0, ''"
  })
  void carriesTheFamiliesOfBothOpens(String sent, String received, String family) {
    Set<Family> expected = new HashSet<>();
    if (family.equals("ipv4-unicast")) {
      expected.add(Family.IPV4_UNICAST);
    } else if (family.equals("ipv6-unicast")) {
      expected.add(Family.IPV6_UNICAST);
    }

    assertThat(contexts(sent, received).families()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "mode {0}: in {1}, out {2}")
  @CsvSource({"1, true, false", "2, false, true", "3, true, true", "0, false, false"})
  void believesAMessageThatStatesItself(int mode, boolean in, boolean out) {
    UpdateContexts contexts = contexts(addPath(3), addPath(3));
    String tlvs = tlv4(1, "45 04 000101" + octet(mode)) + tlv4(4, UPDATE);

    ScanContext received = of(contexts, new BmpBuilder().message4(0, peer() + tlvs));
    ScanContext sent = of(contexts, new BmpBuilder().message4(0, peer(OUT) + tlvs));
    ScanContext silent = of(contexts, new BmpBuilder().message4(0, peer() + tlv4(4, UPDATE)));

    assertThat(received.addPathIpv4()).isEqualTo(in);
    assertThat(sent.addPathIpv4()).isEqualTo(out);
    assertThat(received.addPathIpv6()).isFalse();
    assertThat(silent.addPathIpv4()).isTrue();
    assertThat(silent.addPathIpv6()).isTrue();
  }
}
