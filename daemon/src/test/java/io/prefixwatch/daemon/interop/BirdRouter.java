package io.prefixwatch.daemon.interop;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** BIRD 2: routes are static ones of its configuration, which is read again for each change. */
final class BirdRouter extends PeerRouter {

  static final String DAEMON = "/usr/sbin/bird";
  static final String CLIENT = "/usr/sbin/birdc";

  BirdRouter(Wiring wiring) {
    super(wiring);
  }

  @Override
  void configure() {
    String ports =
        "local port %d;\n  neighbor port %d;".formatted(wiring().peerPort(), wiring().daemonPort());
    write("bird.conf", render("bird.conf", ports, "passive yes;", Map.of()));
    writeRoutes();
  }

  private void writeRoutes() {
    write("routes.conf", protocol("ipv4", false) + protocol("ipv6", true));
  }

  private String protocol(String channel, boolean ipv6) {
    return routes().entrySet().stream()
        .filter(route -> isIpv6(route.getKey()) == ipv6)
        .map(
            route ->
                "route %s blackhole { bgp_path.prepend(%d); };%n"
                    .formatted(route.getKey(), route.getValue()))
        .collect(
            Collectors.joining(
                "", "protocol static customers_" + channel + " {\n" + channel + ";\n", "}\n"));
  }

  @Override
  List<String> command() {
    return List.of(DAEMON, "-f", "-c", "bird.conf", "-s", "control", "-P", "pid");
  }

  private List<String> birdc(String... words) {
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(CLIENT, "-s", "control"), java.util.Arrays.stream(words))
        .toList();
  }

  @Override
  boolean answers() throws IOException, InterruptedException {
    return succeeds(birdc("show", "status"));
  }

  @Override
  void started() {
    // It has read its routes.
  }

  @Override
  void change(Map<String, Long> announced, Collection<String> withdrawn)
      throws IOException, InterruptedException {
    writeRoutes();
    tell(birdc("configure"));
  }

  @Override
  void reset() throws IOException, InterruptedException {
    tell(birdc("restart", "prefixwatch"));
  }

  @Override
  void shutDown() throws IOException, InterruptedException {
    tell(birdc("disable", "prefixwatch", "\"" + WHY + "\""));
  }
}
