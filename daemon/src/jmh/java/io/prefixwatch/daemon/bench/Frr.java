package io.prefixwatch.daemon.bench;

import io.prefixwatch.bgp.fixture.load.PeerLoad;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** FRR's bgpd, alone: no zebra, no kernel routes. */
final class Frr extends Contender {

  Frr(Path folder, int port, int peers) {
    super(folder, port, peers);
  }

  @Override
  void configure() throws IOException {
    openFolder();
    StringBuilder neighbors = new StringBuilder();
    StringBuilder activations = new StringBuilder();
    for (int peer = 1; peer <= peers(); peer++) {
      String neighbor = " neighbor " + SendingPeer.address(peer);
      neighbors.append(neighbor).append(" remote-as ").append(PeerLoad.asn(peer)).append('\n');
      neighbors.append(neighbor).append(" passive\n");
      neighbors.append(neighbor).append(" ebgp-multihop 5\n");
      neighbors.append(neighbor).append(" timers 200 600\n");
      activations.append(' ').append(neighbor).append(" activate\n");
      activations.append(' ').append(neighbor).append(" route-map NOTHING out\n");
    }
    write(
        "bgpd.conf",
        ("router bgp " + SendingPeer.LOCAL_ASN + "\n bgp router-id 127.0.0.1\n")
            + " no bgp ebgp-requires-policy\n no bgp default ipv4-unicast\n"
            + neighbors
            + family("ipv4", activations)
            + family("ipv6", activations)
            + "!\nroute-map NOTHING deny 10\n");
  }

  private static String family(String name, CharSequence activations) {
    return " address-family " + name + " unicast\n" + activations + " exit-address-family\n";
  }

  @Override
  List<String> command() {
    return List.of(
        "/usr/lib/frr/bgpd",
        "-n",
        "-Z",
        "-p",
        Integer.toString(port()),
        "-l",
        "127.0.0.1",
        "-f",
        file("bgpd.conf").toString(),
        "--vty_socket",
        folder().toString(),
        "-i",
        file("pid").toString(),
        "-A",
        "127.0.0.1",
        "-P",
        "0",
        "-u",
        "frr",
        "-g",
        "frr");
  }

  @Override
  boolean shows(String prefix) throws IOException {
    String question = "show bgp ipv4 unicast " + prefix + " json";
    return ask("vtysh", "--vty_socket", folder().toString(), "-d", "bgpd", "-c", question)
        .contains("\"paths\"");
  }
}
