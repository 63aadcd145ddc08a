package io.prefixwatch.daemon.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the kernel says about TCP over IPv4 (Linux). */
final class ReceiveQueues {

  private ReceiveQueues() {}

  /** Octets that wait to be read on established connections whose local port is this one. */
  static long octets(int port) throws IOException {
    String local = String.format(Locale.ROOT, ":%04X", port);
    long sum = 0;
    for (String line : Files.readAllLines(Path.of("/proc/net/tcp"))) {
      String[] fields = line.trim().split(" +", -1);
      if (fields.length > 4 && fields[1].endsWith(local) && fields[3].equals("01")) {
        sum += Long.parseLong(fields[4].substring(fields[4].indexOf(':') + 1), 16);
      }
    }
    return sum;
  }

  /** A port that nobody listens on, nor on the one above it. */
  static int freePort() throws IOException {
    for (int tries = 0; ; tries++) {
      try (ServerSocket one = new ServerSocket(0);
          ServerSocket two = new ServerSocket(one.getLocalPort() + 1)) {
        return two.getLocalPort() - 1;
      } catch (IOException | IllegalArgumentException e) {
        if (tries > 100) {
          throw new IOException("no free pair of ports", e);
        }
      }
    }
  }
}
