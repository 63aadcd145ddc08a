package io.prefixwatch.daemon.bench;

import io.prefixwatch.bgp.fixture.load.PeerLoad;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** GoBGP. Its API listens on the port above that of BGP. */
final class GoBgp extends Contender {

  GoBgp(Path folder, int port, int peers) {
    super(folder, port, peers);
  }

  private String api() {
    return Integer.toString(port() + 1);
  }

  @Override
  void configure() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("[global.config]\nas=").append(SendingPeer.LOCAL_ASN);
    text.append("\nrouter-id=\"127.0.0.1\"\nport=").append(port());
    text.append("\nlocal-address-list=[\"127.0.0.1\"]\n");
    text.append("[global.apply-policy.config]\ndefault-export-policy=\"reject-route\"\n");
    for (int peer = 1; peer <= peers(); peer++) {
      text.append("[[neighbors]]\n[neighbors.config]\nneighbor-address=\"");
      text.append(SendingPeer.address(peer)).append("\"\npeer-as=").append(PeerLoad.asn(peer));
      text.append("\n[neighbors.transport.config]\npassive-mode=true\n");
      text.append("[neighbors.timers.config]\nhold-time=600\n");
      text.append("[neighbors.ebgp-multihop.config]\nenabled=true\nmultihop-ttl=5\n");
      for (String family : List.of("ipv4-unicast", "ipv6-unicast")) {
        text.append("[[neighbors.afi-safis]]\n[neighbors.afi-safis.config]\n");
        text.append("afi-safi-name=\"").append(family).append("\"\n");
      }
    }
    write("gobgpd.toml", text.toString());
  }

  @Override
  List<String> command() {
    return List.of(
        "gobgpd",
        "-f",
        file("gobgpd.toml").toString(),
        "--api-hosts",
        "127.0.0.1:" + api(),
        "--pprof-disable");
  }

  @Override
  boolean shows(String prefix) throws IOException {
    return ask("gobgp", "-p", api(), "global", "rib", prefix).contains(prefix);
  }
}
