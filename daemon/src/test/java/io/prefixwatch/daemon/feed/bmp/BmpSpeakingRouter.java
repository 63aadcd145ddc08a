package io.prefixwatch.daemon.feed.bmp;

import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.daemon.fixture.OtherPrograms;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A router of others, AS 64500, with one peer, AS 64496, that tells our station of it. All on
 * loopback, on ports and addresses of its own. Owned by one test.
 */
final class BmpSpeakingRouter implements AutoCloseable {

  static final String FRR = "/usr/lib/frr/bgpd";
  static final String GOBGP = "/usr/bin/gobgpd";

  private static final long READY_MILLIS = 30_000;

  private final String block = "127." + random(1, 255) + "." + random(0, 256) + ".";
  private final int port;
  private final Path log;
  private final Process process;

  private BmpSpeakingRouter(Path folder, String program, int stationPort) throws IOException {
    port = freePort(router());
    log = folder.resolve("router.log");
    List<String> command =
        program.equals(FRR) ? frr(folder, stationPort) : gobgp(folder, stationPort);
    process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()))
            .start();
  }

  /** Skips the test, or fails it, where the program or its BMP is not installed. */
  static void require(String program) throws IOException {
    OtherPrograms.require(program);
    if (program.equals(FRR)) {
      try (DirectoryStream<Path> modules =
          Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-*")) {
        for (Path machine : modules) {
          Path module = machine.resolve("frr/modules/bgpd_bmp.so");
          if (Files.exists(module)) {
            return;
          }
        }
      }
      OtherPrograms.require(false, "the BMP module of bgpd is not installed");
    }
  }

  static BmpSpeakingRouter start(Path folder, String program, int stationPort) throws IOException {
    return new BmpSpeakingRouter(folder, program, stationPort);
  }

  private static int random(int from, int to) {
    return ThreadLocalRandom.current().nextInt(from, to);
  }

  private static int freePort(String address) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
      return socket.getLocalPort();
    }
  }

  private String router() {
    return block + "1";
  }

  /** The peer's address. */
  String peer() {
    return block + "2";
  }

  private List<String> frr(Path folder, int stationPort) throws IOException {
    Files.writeString(
        folder.resolve("frr.conf"),
        """
        hostname edge1
        router bgp 64500
         bgp router-id 192.0.2.1
         no bgp ebgp-requires-policy
         neighbor %1$s remote-as 64496
         neighbor %1$s passive
         neighbor %1$s ebgp-multihop
         address-family ipv4 unicast
          neighbor %1$s soft-reconfiguration inbound
         exit-address-family
         bmp targets station
          bmp stats interval 1000
          bmp monitor ipv4 unicast pre-policy
          bmp monitor ipv4 unicast post-policy
          bmp connect 127.0.0.1 port %2$d min-retry 100 max-retry 200
         exit
        """
            .formatted(peer(), stationPort));
    return List.of(
        FRR,
        "-M", // its long form takes no value
        "bmp",
        "--no_zebra",
        "--skip_runas",
        "--no_kernel",
        "--listenon",
        router(),
        "--bgp_port",
        Integer.toString(port),
        "--vty_port",
        "0",
        "--config_file",
        folder.resolve("frr.conf").toString(),
        "--pid_file",
        folder.resolve("pid").toString(),
        "--vty_socket",
        folder.toString());
  }

  private List<String> gobgp(Path folder, int stationPort) throws IOException {
    Files.writeString(
        folder.resolve("gobgp.conf"),
        """
        [global.config]
          as = 64500
          router-id = "192.0.2.1"
          port = %1$d
          local-address-list = ["%2$s"]
        [[neighbors]]
          [neighbors.config]
            neighbor-address = "%3$s"
            peer-as = 64496
          [neighbors.transport.config]
            passive-mode = true
          [neighbors.ebgp-multihop.config]
            enabled = true
            multihop-ttl = 10
        [[bmp-servers]]
          [bmp-servers.config]
            address = "127.0.0.1"
            port = %4$d
            route-monitoring-policy = "all"
        """
            .formatted(port, router(), peer(), stationPort));
    String control = "127.0.0.1:" + freePort("127.0.0.1");
    return List.of(GOBGP, "-f", "gobgp.conf", "--api-hosts", control, "--pprof-disable");
  }

  /** The peer's session with the router, up; tried until the router listens. */
  ScriptedSpeaker establishPeer() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_MILLIS);
    while (true) {
      ScriptedSpeaker speaker = null;
      try {
        speaker =
            ScriptedSpeaker.connect(
                InetAddress.getByName(peer()), new InetSocketAddress(router(), port));
        speaker.establish(ScriptedSpeaker.plainOpen(64_496, "192.0.2.9"));
        return speaker;
      } catch (IOException notYet) {
        if (speaker != null) {
          speaker.close();
        }
        if (!process.isAlive() || System.nanoTime() - deadline > 0) {
          throw new IOException("no session with the router: " + Files.readString(log), notYet);
        }
        Thread.sleep(50);
      }
    }
  }

  /** The program dies without a word. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
