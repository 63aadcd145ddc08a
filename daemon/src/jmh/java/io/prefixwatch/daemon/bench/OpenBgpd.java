package io.prefixwatch.daemon.bench;

import io.prefixwatch.bgp.fixture.load.PeerLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** OpenBGPD, without kernel routes. */
final class OpenBgpd extends Contender {

  OpenBgpd(Path folder, int port, int peers) {
    super(folder, port, peers);
  }

  @Override
  void configure() throws IOException {
    openFolder();
    StringBuilder neighbors = new StringBuilder();
    for (int peer = 1; peer <= peers(); peer++) {
      neighbors.append("neighbor ").append(SendingPeer.address(peer)).append(" {\n remote-as ");
      neighbors.append(PeerLoad.asn(peer)).append("\n passive\n multihop 5\n holdtime 600\n");
      neighbors.append(" announce IPv4 unicast\n announce IPv6 unicast\n}\n");
    }
    Path written =
        write(
            "bgpd.conf",
            ("AS " + SendingPeer.LOCAL_ASN + "\nrouter-id 127.0.0.1\n")
                + ("listen on 127.0.0.1 port " + port() + "\nfib-update no\n")
                + ("socket \"" + file("ctl") + "\"\n" + neighbors)
                + "allow from any\ndeny to any\n");
    Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
  }

  @Override
  List<String> command() {
    return List.of("/usr/sbin/bgpd", "-d", "-f", file("bgpd.conf").toString());
  }

  @Override
  boolean shows(String prefix) throws IOException {
    return ask("bgpctl", "-s", file("ctl").toString(), "show", "rib", prefix).contains(prefix);
  }
}
