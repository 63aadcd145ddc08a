package io.prefixwatch.daemon.interop;

import io.prefixwatch.daemon.fixture.OtherPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A real BIRD or GoBGP, AS 64496, whose sessions to the daemon, AS 64500, are protected as their
 * programs know how. Announces nothing. Owned by one test.
 */
final class SecuredRouter implements AutoCloseable {

  /** Which program. */
  enum Program {
    BIRD(BirdRouter.DAEMON),
    GOBGP(GobgpRouter.DAEMON);

    private final String path;

    Program(String path) {
      this.path = path;
    }

    /** Skips the test, or fails it where that is asked for, unless the program can run here. */
    void require() {
      OtherPrograms.require(path);
    }
  }

  /**
   * One session.
   *
   * @param local the router's address, which it connects from and listens on
   * @param daemon the daemon's address
   * @param daemonPort where the daemon listens
   * @param password of TCP MD5, null for none
   * @param near GTSM with one hop; else it sends with a TTL of 64
   * @param passive it waits for the daemon
   */
  record Peering(
      String local,
      String daemon,
      int daemonPort,
      @Nullable String password,
      boolean near,
      boolean passive) {

    Peering key(@Nullable String other) {
      return new Peering(local, daemon, daemonPort, other, near, passive);
    }

    Peering isNear() {
      return new Peering(local, daemon, daemonPort, password, true, passive);
    }
  }

  private final RunningProgram program;

  private SecuredRouter(RunningProgram program) {
    this.program = program;
  }

  /**
   * Starts the program.
   *
   * @param port where it listens on the local addresses
   */
  static SecuredRouter start(Program kind, Path folder, int port, Peering... peerings)
      throws IOException {
    Files.createDirectories(folder);
    List<Peering> all = List.of(peerings);
    String name = kind == Program.BIRD ? "bird.conf" : "gobgp.conf";
    Files.writeString(
        folder.resolve(name), kind == Program.BIRD ? bird(port, all) : gobgp(port, all));
    List<String> command =
        kind == Program.BIRD
            ? List.of(kind.path, "-f", "-c", name, "-s", "control", "-P", "pid")
            : List.of(kind.path, "-f", name, "--api-hosts", "127.0.0.1:0", "--pprof-disable");
    Path log = folder.resolve("router.log");
    return new SecuredRouter(RunningProgram.start(command, Map.of(), folder, log, false));
  }

  private static String bird(int port, List<Peering> peerings) {
    StringBuilder text =
        new StringBuilder("router id 192.0.2.2;\nlog stderr all;\nprotocol device { }\n");
    for (Peering peering : peerings) {
      text.append(
          """
          protocol bgp {
            local %s port %d as 64496;
            neighbor %s port %d as 64500;
            multihop %d;
            ttl security %s;
            %s
            %s
            strict bind yes;
            connect delay time 1;
            connect retry time 1;
            error wait time 1, 1;
            ipv4 { import none; export none; };
          }
          """
              .formatted(
                  peering.local,
                  port,
                  peering.daemon,
                  peering.daemonPort,
                  peering.near ? 1 : 64,
                  peering.near ? "on" : "off",
                  peering.password == null ? "" : "password \"" + peering.password + "\";",
                  peering.passive ? "passive yes;" : ""));
    }
    return text.toString();
  }

  private static String gobgp(int port, List<Peering> peerings) {
    StringBuilder text =
        new StringBuilder(
            """
            [global.config]
              as = 64496
              router-id = "192.0.2.2"
              port = %d
              local-address-list = [%s]
            """
                .formatted(
                    port,
                    peerings.stream()
                        .map(peering -> '"' + peering.local + '"')
                        .distinct()
                        .collect(Collectors.joining(", "))));
    for (Peering peering : peerings) {
      text.append(
          """
          [[neighbors]]
            [neighbors.config]
              neighbor-address = "%s"
              peer-as = 64500
              %s
            [neighbors.transport.config]
              local-address = "%s"
              remote-port = %d
              passive-mode = %s
            [neighbors.timers.config]
              connect-retry = 1
            %s
          """
              .formatted(
                  peering.daemon,
                  peering.password == null ? "" : "auth-password = \"" + peering.password + '"',
                  peering.local,
                  peering.daemonPort,
                  peering.passive,
                  peering.near
                      ? "[neighbors.ttl-security.config]\n    enabled = true\n    ttl-min = 255"
                      : "[neighbors.ebgp-multihop.config]\n    enabled = true\n"
                          + "    multihop-ttl = 64"));
    }
    return text.toString();
  }

  boolean isAlive() {
    return program.isAlive();
  }

  @Override
  public void close() {
    program.close();
  }
}
