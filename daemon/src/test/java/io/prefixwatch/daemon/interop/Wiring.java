package io.prefixwatch.daemon.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where the daemon and the router of one test are. Each test has its own part of 127.0.0.0/8, so
 * that any number of them can run beside each other; over IPv6 they differ by their ports.
 *
 * @param transport who connects, over what
 * @param daemon the daemon's address
 * @param daemonPort where the daemon listens, if the router connects
 * @param peer the router's address
 * @param peerPort where the router listens
 * @param controlPort a free port of 127.0.0.1, for programs that are told things over TCP
 * @param folder for configuration, sockets and logs
 */
record Wiring(
    Transport transport,
    String daemon,
    int daemonPort,
    String peer,
    int peerPort,
    int controlPort,
    Path folder) {

  /** Below the ports that systems give to outgoing connections. */
  private static final int FIRST_PORT = 20_000;

  private static final int LAST_PORT = 30_000;

  static Wiring of(Transport transport, Path folder) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String block = "127." + random.nextInt(1, 255) + "." + random.nextInt(0, 256) + ".";
    // Where we connect, the system chooses our address.
    String ipv4 = transport.isActive() ? "127.0.0.1" : block + "1";
    String daemon = transport.isIpv6() ? "::1" : ipv4;
    String peer = transport.isIpv6() ? "::1" : block + "2";
    return new Wiring(
        transport, daemon, freePort(daemon), peer, freePort(peer), freePort("127.0.0.1"), folder);
  }

  private static int freePort(String address) {
    int port;
    do {
      port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
    } while (!isFree(address, port));
    return port;
  }

  private static boolean isFree(String address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(address, port));
      return true;
    } catch (BindException taken) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The daemon's listening address as its configuration has it. */
  String daemonListen() {
    return (transport.isIpv6() ? "[" + daemon + "]" : daemon) + ":" + daemonPort;
  }
}
