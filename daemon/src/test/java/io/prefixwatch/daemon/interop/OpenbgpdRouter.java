package io.prefixwatch.daemon.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * OpenBGPD: told through bgpctl. It lets nobody write AS paths by hand, but imports table dumps, so
 * what it is to announce is written as one.
 */
final class OpenbgpdRouter extends PeerRouter {

  static final String DAEMON = "/usr/sbin/bgpd";
  static final String CLIENT = "/usr/sbin/bgpctl";

  /** Where its processes lock themselves in; its service would make the folder. */
  private static final Path JAIL = Path.of("/run/openbgpd");

  OpenbgpdRouter(Wiring wiring) {
    super(wiring);
  }

  @Override
  void configure() throws IOException {
    Files.createDirectories(JAIL);
    Path file =
        write("openbgpd.conf", render("openbgpd.conf", "port @daemon-port@", "passive", Map.of()));
    // It reads no file that others could.
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Override
  List<String> command() {
    return List.of(DAEMON, "-d", "-v", "-f", folder().resolve("openbgpd.conf").toString());
  }

  private List<String> bgpctl(String... words) {
    return Stream.concat(Stream.of(CLIENT, "-s", "control"), Arrays.stream(words)).toList();
  }

  @Override
  boolean answers() throws IOException, InterruptedException {
    return succeeds(bgpctl("show", "neighbor", "prefixwatch"));
  }

  @Override
  void change(Map<String, Long> announced, Collection<String> withdrawn)
      throws IOException, InterruptedException {
    if (!announced.isEmpty()) {
      Path table = folder().resolve("routes.mrt");
      Files.write(table, new TableDump(announced).octets());
      tell(bgpctl("network", "mrt", "file", table.toString()));
    }
    for (String prefix : withdrawn) {
      tell(bgpctl("network", "delete", prefix));
    }
  }

  @Override
  void reset() throws IOException, InterruptedException {
    tell(bgpctl("neighbor", "prefixwatch", "clear"));
  }

  @Override
  void shutDown() throws IOException, InterruptedException {
    tell(bgpctl("neighbor", "prefixwatch", "down", WHY));
  }
}
