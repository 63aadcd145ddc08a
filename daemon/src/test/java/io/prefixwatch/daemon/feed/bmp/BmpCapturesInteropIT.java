package io.prefixwatch.daemon.feed.bmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.bmp.BmpType;
import io.prefixwatch.daemon.fixture.OtherPrograms;
import io.prefixwatch.daemon.fixture.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Peers and routes of the captures, against what tshark finds in them, one by one. */
class BmpCapturesInteropIT {

  private static final String TSHARK = "/usr/bin/tshark";

  @BeforeAll
  static void needsTshark() {
    OtherPrograms.require(TSHARK);
  }

  /** All values of a field, in their order. */
  private static List<String> tshark(String capture, int port, String field)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                TSHARK,
                "-r",
                SharedData.path(capture).toString(),
                "-d",
                "tcp.port==" + port + ",bmp",
                "-T",
                "fields",
                "-e",
                field)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(process.waitFor()).isZero();
    return Arrays.stream(printed.split("[,\\s]+")).filter(value -> !value.isEmpty()).toList();
  }

  private static List<String> mapped(List<String> values, UnaryOperator<String> by) {
    return values.stream().map(by).toList();
  }

  @Test
  void findsTheMessagesPeersAndRoutesThatTsharkFinds() throws Exception {
    String capture = BmpCapturesTest.MANY_PEERS;
    Path file = SharedData.path(capture);
    int port = 39_613; // the router's; what it connects to is BMP's own

    CapturedBmp ours = CapturedBmp.of(file);

    assertThat(mapped(tshark(capture, port, "bmp.type"), type -> type))
        .isEqualTo(ours.types.stream().map(type -> Integer.toString(type)).toList());
    List<String> peers = new ArrayList<>(tshark(capture, port, "bmp.peer.ip.addr"));
    peers.addAll(tshark(capture, port, "bmp.peer.ipv6.addr"));
    assertThat(ours.aboutPeers).containsExactlyInAnyOrderElementsOf(peers);
    assertThat(mapped(ours.announcedPlain, route -> route.replaceFirst("^.* ([0-9.]+)/.*", "$1")))
        .isEqualTo(tshark(capture, port, "bgp.nlri_prefix"));
    assertThat(ours.withdrawn).hasSameSizeAs(tshark(capture, port, "bgp.withdrawn_prefix"));
    List<String> afis = tshark(capture, port, "bgp.update.path_attribute.mp_reach_nlri.afi");
    List<String> safis = tshark(capture, port, "bgp.update.path_attribute.mp_reach_nlri.safi");
    List<String> families = new ArrayList<>();
    for (int i = 0; i < afis.size(); i++) {
      families.add("afi-" + afis.get(i) + "-safi-" + safis.get(i));
    }
    assertThat(ours.otherFamilies).isEqualTo(families);
  }

  /** tshark 4.0 reads nothing of version 4 but Peer Up, and gives up inside the third packet. */
  @Test
  void findsThePeersThatTsharkFindsInVersion4() throws Exception {
    String capture = BmpCapturesTest.VERSION_4;

    CapturedBmp ours = CapturedBmp.of(SharedData.path(capture));

    List<String> types = tshark(capture, 10_000, "bmp.type");
    assertThat(types).isNotEmpty().containsOnly(Integer.toString(BmpType.PEER_UP));
    assertThat(types).hasSizeLessThanOrEqualTo(ours.messages(BmpType.PEER_UP));
    List<String> theirs = tshark(capture, 10_000, "bmp.peer.ip.addr");
    assertThat(mapped(ours.peersUp, peer -> peer.replaceFirst(" .*", "")))
        .filteredOn(address -> !address.equals("0.0.0.0"))
        .startsWith(theirs.toArray(String[]::new));
  }
}
