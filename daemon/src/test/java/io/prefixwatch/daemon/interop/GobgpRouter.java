package io.prefixwatch.daemon.interop;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** GoBGP: told through its gRPC interface, with its own client. */
final class GobgpRouter extends PeerRouter {

  static final String DAEMON = "/usr/bin/gobgpd";
  static final String CLIENT = "/usr/bin/gobgp";

  GobgpRouter(Wiring wiring) {
    super(wiring);
  }

  @Override
  void configure() {
    write(
        "gobgp.conf",
        render(
            "gobgp.conf",
            "remote-port = @daemon-port@",
            "passive-mode = true",
            Map.of("restart-time", "2")));
  }

  @Override
  List<String> command() {
    String control = "127.0.0.1:" + wiring().controlPort();
    return List.of(DAEMON, "-f", "gobgp.conf", "--api-hosts", control, "--pprof-disable");
  }

  private List<String> gobgp(String... words) {
    return Stream.concat(
            Stream.of(CLIENT, "-p", Integer.toString(wiring().controlPort())), Arrays.stream(words))
        .toList();
  }

  @Override
  boolean answers() throws IOException, InterruptedException {
    return succeeds(gobgp("neighbor", wiring().daemon()));
  }

  @Override
  void change(Map<String, Long> announced, Collection<String> withdrawn)
      throws IOException, InterruptedException {
    for (Map.Entry<String, Long> route : announced.entrySet()) {
      String prefix = route.getKey();
      String origin = Long.toString(route.getValue());
      tell(rib("add", prefix, "nexthop", nextHop(prefix), "aspath", origin));
    }
    for (String prefix : withdrawn) {
      tell(rib("del", prefix));
    }
  }

  private List<String> rib(String order, String prefix, String... attributes) {
    String family = isIpv6(prefix) ? "ipv6" : "ipv4";
    String[] words = {"global", "rib", order, "-a", family, prefix};
    return gobgp(
        Stream.concat(Arrays.stream(words), Arrays.stream(attributes)).toArray(String[]::new));
  }

  @Override
  void reset() throws IOException, InterruptedException {
    tell(gobgp("neighbor", wiring().daemon(), "reset"));
  }

  @Override
  void shutDown() throws IOException, InterruptedException {
    tell(gobgp("neighbor", wiring().daemon(), "disable", "--reason", WHY));
  }
}
