package io.prefixwatch.daemon.bench;

import io.prefixwatch.bgp.fixture.load.PeerLoad;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** BIRD 2. */
final class Bird extends Contender {

  Bird(Path folder, int port, int peers) {
    super(folder, port, peers);
  }

  @Override
  void configure() throws IOException {
    StringBuilder text =
        new StringBuilder("router id 127.0.0.1;\nlog stderr all;\nprotocol device {}\n");
    for (int peer = 1; peer <= peers(); peer++) {
      text.append(
          String.format(
              "protocol bgp p%d { local 127.0.0.1 port %d as %d; neighbor %s as %d; multihop; passive;"
                  + " strict bind yes; hold time 600;"
                  + " ipv4 { import all; export none; }; ipv6 { import all; export none; }; }\n",
              peer, port(), SendingPeer.LOCAL_ASN, SendingPeer.address(peer), PeerLoad.asn(peer)));
    }
    write("bird.conf", text.toString());
  }

  @Override
  List<String> command() {
    return List.of(
        "bird",
        "-f",
        "-c",
        file("bird.conf").toString(),
        "-s",
        file("ctl").toString(),
        "-P",
        file("pid").toString());
  }

  @Override
  boolean shows(String prefix) throws IOException {
    return ask("birdc", "-s", file("ctl").toString(), "show", "route", "for", prefix)
        .contains(prefix);
  }
}
