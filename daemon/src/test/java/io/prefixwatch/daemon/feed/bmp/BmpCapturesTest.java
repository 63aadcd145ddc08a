package io.prefixwatch.daemon.feed.bmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.bmp.BmpType;
import io.prefixwatch.daemon.fixture.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What routers of others sent. The numbers are tshark's ({@link BmpCapturesInteropIT} asks it
 * again) and, where it does not read version 4, counted by hand.
 */
class BmpCapturesTest {

  static final String MANY_PEERS = "bmp/peers-with-different-caps.pcap";
  static final String VERSION_4 = "bmp/stateless-add-path.pcap";

  @TempDir private Path temp;
  private StationUnderTest daemon;

  @BeforeEach
  void setUp() {
    daemon = new StationUnderTest(temp);
  }

  @AfterEach
  void stop() throws Exception {
    daemon.stop();
  }

  @Test
  void readsEveryMessageOfARouterWithManyPeers() throws IOException {
    CapturedBmp captured = CapturedBmp.of(SharedData.path(MANY_PEERS));

    assertThat(captured.faults).isEmpty();
    assertThat(captured.messages(BmpType.INITIATION)).isEqualTo(1);
    assertThat(captured.messages(BmpType.PEER_UP)).isEqualTo(18);
    assertThat(captured.messages(BmpType.ROUTE_MONITORING)).isEqualTo(173);
    assertThat(captured.types).hasSize(192);
    assertThat(new HashSet<>(captured.peersUp)).hasSize(18);
    assertThat(captured.announcedPlain).containsExactly("169.254.0.1 pre-policy 203.0.113.81/32");
    assertThat(captured.otherFamilies).hasSize(164);
    assertThat(captured.endOfRib).hasSize(8);
  }

  @Test
  void readsVersion4WhoseMessagesStateTheirPathIdentifiers() throws IOException {
    CapturedBmp captured = CapturedBmp.of(SharedData.path(VERSION_4));

    assertThat(captured.faults).isEmpty();
    assertThat(captured.messages(BmpType.PEER_UP)).isEqualTo(9);
    assertThat(captured.messages(BmpType.ROUTE_MONITORING)).isEqualTo(21);
    assertThat(captured.announcedPlain)
        .containsExactlyElementsOf(
            List.of(
                "0.0.0.0 loc-rib 111.1.1.1/32",
                "0.0.0.0 loc-rib 111.1.1.2/32",
                "0.0.0.0 loc-rib 112.1.1.1/32",
                "1.1.1.1 pre-policy 111.1.1.1/32 path 0",
                "1.1.1.1 pre-policy 111.1.1.2/32 path 0",
                "1.1.1.1 adj-rib-out-pre-policy 112.1.1.1/32",
                "1.1.1.1 post-policy 111.1.1.1/32 path 0",
                "1.1.1.1 post-policy 111.1.1.2/32 path 0",
                "1.1.1.1 adj-rib-out-post-policy 112.1.1.1/32",
                "3.3.3.3 adj-rib-out-pre-policy 111.1.1.1/32 path 0",
                "3.3.3.3 adj-rib-out-pre-policy 111.1.1.2/32 path 0",
                "3.3.3.3 adj-rib-out-pre-policy 112.1.1.1/32 path 0",
                "3.3.3.3 adj-rib-out-post-policy 111.1.1.1/32 path 0",
                "3.3.3.3 adj-rib-out-post-policy 111.1.1.2/32 path 0",
                "3.3.3.3 adj-rib-out-post-policy 112.1.1.1/32 path 0"));
    assertThat(captured.endOfRib).hasSize(9);
  }

  @Test
  void makesSessionsOfThePeersWhoseRoutesItLooksInto() throws Exception {
    daemon.startOfRouter("");

    daemon.connect().send(CapturedBmp.octets(SharedData.path(MANY_PEERS)));

    assertThat(daemon.sink().awaitEvent("EndOfRib").get("session").asString())
        .isEqualTo("edge1/169.254.0.1");
    assertThat(daemon.station().sessionsUp()).isEqualTo(1);
    assertThat(daemon.count(BmpCounter.OTHER_FAMILIES)).isEqualTo(17);
    assertThat(daemon.count(BmpCounter.MALFORMED)).isZero();
  }

  @Test
  void makesOneSessionOfAPeerThatIsAnnouncedForEachOfItsTables() throws Exception {
    daemon.startOfRouter(", view: post-policy");

    daemon.connect().send(CapturedBmp.octets(SharedData.path(VERSION_4)));

    for (String peer : List.of("edge1/1.1.1.1", "edge1/3.3.3.3")) {
      assertThat(daemon.sink().awaitEvent("EndOfRib").get("session").asString()).isEqualTo(peer);
    }
    assertThat(daemon.station().sessionsUp()).isEqualTo(2);
    assertThat(daemon.count(BmpCounter.UPDATES)).isEqualTo(3);
    assertThat(daemon.sink().passedOver())
        .extracting(event -> event.get("type").asString())
        .containsExactly("SessionUp", "SessionUp");
  }
}
