package io.prefixwatch.daemon.interop;

import io.prefixwatch.daemon.fixture.OtherPrograms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Two sites, four routers, six links, each router and the daemon in a network namespace of its own.
 * Each router is a BIRD of AS 64496 that announces 203.0.113.0/24 on each of its links. Made and
 * removed by its owner, one test.
 */
final class Lab implements AutoCloseable {

  private static final String IP = "/usr/sbin/ip";

  /** How many links each router has; the first two routers are in London, the others elsewhere. */
  private static final int[] LINKS = {2, 1, 2, 1};

  private final Path folder;
  private final String name;
  private final List<String> made = new ArrayList<>();
  private final List<RunningProgram> routers = new ArrayList<>();

  /**
   * A lab that is not built.
   *
   * @param folder of the test's own
   */
  Lab(Path folder) {
    this.folder = folder;
    this.name = "lab%05x".formatted(ThreadLocalRandom.current().nextInt(1 << 20));
  }

  /** Skips the test, or fails it, where namespaces cannot be made. */
  static void require() throws IOException, InterruptedException {
    OtherPrograms.require(IP, BirdRouter.DAEMON);
    String probe = "probe%05x".formatted(ThreadLocalRandom.current().nextInt(1 << 20));
    Path here = Path.of(".");
    boolean possible = RunningProgram.attempt(ip("netns", "add", probe), here).status() == 0;
    if (possible) {
      RunningProgram.run(ip("netns", "del", probe), here);
    }
    OtherPrograms.require(possible, "network namespaces cannot be made: that takes root");
  }

  private static List<String> ip(String... words) {
    List<String> command = new ArrayList<>(List.of(IP));
    command.addAll(Arrays.asList(words));
    return command;
  }

  private void run(String... words) throws IOException, InterruptedException {
    RunningProgram.run(ip(words), folder);
  }

  private String router(int router) {
    return name + "r" + router;
  }

  private String monitor() {
    return name + "m";
  }

  /** What to start the daemon behind. */
  List<String> through() {
    return ip("netns", "exec", monitor());
  }

  /** The router's address on a link; the daemon has the one before it. */
  static String address(int router, int link) {
    return "192.0.2." + (8 * (router * 2 + link) + 2);
  }

  private static String ours(int router, int link) {
    return "192.0.2." + (8 * (router * 2 + link) + 1);
  }

  /** Makes namespaces and links, and starts the routers. */
  void build() throws IOException, InterruptedException {
    namespace(monitor());
    for (int router = 0; router < LINKS.length; router++) {
      namespace(router(router));
      for (int link = 0; link < LINKS[router]; link++) {
        link(router, link);
      }
      startBird(router);
    }
  }

  private void namespace(String namespace) throws IOException, InterruptedException {
    run("netns", "add", namespace);
    made.add(namespace);
    run("-n", namespace, "link", "set", "lo", "up");
  }

  private void link(int router, int link) throws IOException, InterruptedException {
    String there = "up" + link;
    String here = "r" + router + "l" + link;
    run(
        "-n",
        monitor(),
        "link",
        "add",
        here,
        "type",
        "veth",
        "peer",
        "name",
        there,
        "netns",
        router(router));
    run("-n", monitor(), "addr", "add", ours(router, link) + "/29", "dev", here);
    run("-n", monitor(), "link", "set", here, "up");
    run("-n", router(router), "addr", "add", address(router, link) + "/29", "dev", there);
    run("-n", router(router), "link", "set", there, "up");
  }

  private void startBird(int router) throws IOException {
    StringBuilder bird =
        new StringBuilder(
            """
            router id %s;
            log stderr all;
            protocol device { scan time 1; }
            protocol static customers {
              ipv4;
              route 203.0.113.0/24 blackhole { bgp_path.prepend(64501); };
            }
            """
                .formatted(address(router, 0)));
    for (int link = 0; link < LINKS[router]; link++) {
      bird.append(
          """
          protocol bgp link%d {
            local %s as 64496;
            neighbor %s port 1790 as 64500;
            hold time 3;
            keepalive time 1;
            connect delay time 1;
            connect retry time 1;
            error wait time 1, 1;
            ipv4 { import none; export all; next hop self; };
          }
          """
              .formatted(link, address(router, link), ours(router, link)));
    }
    String file = "r" + router + ".conf";
    Files.writeString(folder.resolve(file), bird);
    List<String> command =
        new ArrayList<>(
            ip("netns", "exec", router(router), BirdRouter.DAEMON, "-f", "-c", file, "-s"));
    command.addAll(List.of("r" + router + ".ctl", "-P", "r" + router + ".pid"));
    Path log = folder.resolve("r" + router + ".log");
    routers.add(RunningProgram.start(command, Map.of(), folder, log, false));
  }

  /** Pulls a link, or plugs it in again. */
  void set(int router, int link, boolean up) throws IOException, InterruptedException {
    run("-n", router(router), "link", "set", "up" + link, up ? "up" : "down");
  }

  /** Pulls all links of routers, or plugs them in again. */
  void setAll(List<Integer> all, boolean up) throws IOException, InterruptedException {
    for (int router : all) {
      for (int link = 0; link < LINKS[router]; link++) {
        set(router, link, up);
      }
    }
  }

  @Override
  public void close() {
    routers.forEach(RunningProgram::close);
    for (String namespace : made) {
      try {
        RunningProgram.attempt(ip("netns", "del", namespace), folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
