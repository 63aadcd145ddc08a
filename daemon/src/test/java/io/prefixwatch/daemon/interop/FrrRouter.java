package io.prefixwatch.daemon.interop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** bgpd of FRR, alone, without zebra; told through vtysh. */
final class FrrRouter extends PeerRouter {

  static final String DAEMON = "/usr/lib/frr/bgpd";
  static final String CLIENT = "/usr/bin/vtysh";

  FrrRouter(Wiring wiring) {
    super(wiring);
  }

  @Override
  void configure() {
    write(
        "frr.conf",
        render(
            "frr.conf",
            "neighbor @daemon@ port @daemon-port@",
            "neighbor @daemon@ passive",
            Map.of("origins", originMaps())));
  }

  /** A route map for each origin, there before it is used: later ones wait for a timer. */
  private static String originMaps() {
    return LiveScript.ORIGINS.stream()
        .map(
            origin ->
                "route-map VIA-%d permit 10%n set as-path prepend %d%n".formatted(origin, origin))
        .collect(Collectors.joining());
  }

  @Override
  List<String> command() {
    List<String> words =
        new ArrayList<>(List.of(DAEMON, "--no_zebra", "--skip_runas", "--no_kernel"));
    words.addAll(List.of("--listenon", wiring().peer()));
    words.addAll(List.of("--bgp_port", Integer.toString(wiring().peerPort()), "--vty_port", "0"));
    words.addAll(List.of("--config_file", folder().resolve("frr.conf").toString()));
    words.addAll(List.of("--pid_file", folder().resolve("pid").toString()));
    words.addAll(List.of("--vty_socket", folder().toString()));
    return words;
  }

  private List<String> vtysh(List<String> lines) {
    List<String> words =
        new ArrayList<>(List.of(CLIENT, "--vty_socket", folder().toString(), "-d", "bgpd"));
    for (String line : lines) {
      words.add("-c");
      words.add(line);
    }
    return words;
  }

  @Override
  boolean answers() throws IOException, InterruptedException {
    return succeeds(vtysh(List.of("show version")));
  }

  @Override
  void change(Map<String, Long> announced, Collection<String> withdrawn)
      throws IOException, InterruptedException {
    Map<String, String> lines = new TreeMap<>();
    announced.forEach(
        (prefix, origin) -> lines.put(prefix, "network " + prefix + " route-map VIA-" + origin));
    withdrawn.forEach(prefix -> lines.put(prefix, "no network " + prefix));
    List<String> orders = new ArrayList<>(List.of("configure terminal", "router bgp 64496"));
    for (boolean ipv6 : new boolean[] {false, true}) {
      orders.add("address-family " + (ipv6 ? "ipv6" : "ipv4") + " unicast");
      lines.forEach(
          (prefix, line) -> {
            if (isIpv6(prefix) == ipv6) {
              orders.add(line);
            }
          });
      orders.add("exit-address-family");
    }
    tell(vtysh(orders));
  }

  @Override
  void reset() throws IOException, InterruptedException {
    tell(vtysh(List.of("clear bgp " + wiring().daemon())));
  }

  @Override
  void shutDown() throws IOException, InterruptedException {
    String line = "neighbor " + wiring().daemon() + " shutdown message " + WHY;
    tell(vtysh(List.of("configure terminal", "router bgp 64496", line)));
  }
}
