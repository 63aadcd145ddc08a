package io.prefixwatch.daemon.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** ExaBGP: does what the process that it runs prints; ours prints what is added to a file. */
final class ExabgpRouter extends PeerRouter {

  static final String DAEMON = "/usr/sbin/exabgp";

  ExabgpRouter(Wiring wiring) {
    super(wiring);
  }

  @Override
  void configure() {
    write(
        "exabgp.conf",
        render(
            "exabgp.conf",
            wiring().transport().isActive() ? "listen @peer-port@;" : "connect @daemon-port@;",
            "passive true;",
            Map.of()));
    write("commands", announcements(routes()));
  }

  @Override
  List<String> command() {
    return List.of(DAEMON, "exabgp.conf");
  }

  @Override
  Map<String, String> environment() {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "exabgp_daemon_drop", "false",
                "exabgp_api_cli", "false",
                "exabgp_api_ack", "false"));
    if (wiring().transport().isActive()) {
      settings.put("exabgp_tcp_bind", wiring().peer());
      settings.put("exabgp_tcp_port", Integer.toString(wiring().peerPort()));
    }
    return settings;
  }

  @Override
  boolean answers() throws IOException {
    return Files.exists(log()) && Files.readString(log()).contains("loaded new configuration");
  }

  @Override
  void started() {
    // It reads its orders from their beginning.
  }

  @Override
  void change(Map<String, Long> announced, Collection<String> withdrawn) throws IOException {
    String withdrawals =
        withdrawn.stream()
            .map(prefix -> "withdraw route %s next-hop %s%n".formatted(prefix, nextHop(prefix)))
            .collect(Collectors.joining());
    order(announcements(announced) + withdrawals);
  }

  private static String announcements(Map<String, Long> routes) {
    return routes.entrySet().stream()
        .map(
            route ->
                "announce route %s next-hop %s as-path [ 64496 %d ]%n"
                    .formatted(route.getKey(), nextHop(route.getKey()), route.getValue()))
        .collect(Collectors.joining());
  }

  private void order(String lines) throws IOException {
    Files.writeString(folder().resolve("commands"), lines, StandardOpenOption.APPEND);
  }

  @Override
  void reset() throws IOException {
    order("neighbor " + wiring().daemon() + " teardown 4\n");
  }

  @Override
  void shutDown() throws IOException {
    order("neighbor " + wiring().daemon() + " teardown 2\n");
  }
}
