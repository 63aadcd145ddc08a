package io.prefixwatch.daemon.bench;

import io.prefixwatch.bgp.fixture.load.GeneratedTable;
import io.prefixwatch.bgp.fixture.load.PeerLoad;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ourselves, as shipped: the launcher of the archive, alerts to a file. Markers are registered with
 * an origin that they never have, so each gives an alert as soon as it has been judged.
 */
final class Prefixwatch extends Contender {

  private static final Pattern MARKER =
      Pattern.compile("\"prefix\":\"(223\\.255\\.[0-9]+\\.0/24)\"");
  private static final int LONGEST_MARKER = 64;
  private static final long GIVE_UP_NANOS = 120_000_000_000L;

  private final Setup setup;

  /** Markers in the alerts up to {@link #read}. */
  private final Set<String> markers = new HashSet<>();

  private long read;

  /**
   * How we are started.
   *
   * @param launcher of the unpacked archive
   * @param javaOptions for the launcher's JAVA_OPTS; empty for its defaults
   * @param table whose routes are registered
   * @param registered how many of them
   * @param more lines of the configuration, behind those of the sinks
   */
  record Setup(
      Path launcher, String javaOptions, GeneratedTable table, int registered, String more) {

    Setup registering(int count) {
      return new Setup(launcher, javaOptions, table, count, more);
    }

    Setup with(String moreOptions) {
      return new Setup(launcher, (javaOptions + " " + moreOptions).trim(), table, registered, more);
    }

    Setup configured(String lines) {
      return new Setup(launcher, javaOptions, table, registered, lines);
    }
  }

  Prefixwatch(Setup setup, Path folder, int port, int peers) {
    super(folder, port, peers);
    this.setup = setup;
  }

  @Override
  void configure() throws IOException {
    StringBuilder sessions = new StringBuilder();
    for (int peer = 1; peer <= peers(); peer++) {
      sessions.append("  - {id: peer-").append(peer).append(", kind: collector, peer: {address: ");
      sessions.append(SendingPeer.address(peer)).append(", asn: ").append(PeerLoad.asn(peer));
      sessions.append("}}\n");
    }
    write("prefixwatch.yaml", configuration(sessions));
    writeRegistered();
  }

  String configuration(CharSequence sessions) {
    return ("speaker:\n  asn: " + SendingPeer.LOCAL_ASN + "\n  router-id: 192.0.2.1\n")
        + ("  listen: [\"127.0.0.1:" + port() + "\"]\n  hold-time: 600s\n")
        + ("sessions:\n" + sessions + "include: [registered.csv]\n")
        + "sinks:\n  - {name: alerts, type: file, path: alerts.jsonl}\n"
        + setup.more();
  }

  private void writeRegistered() throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file("registered.csv"))) {
      out.write(
          "registration,customer,partner,primary-site,backup-site,prefix,origins,max-length,upstreams\n");
      int row = 0;
      for (GeneratedTable.Registered route : setup.table().registered(setup.registered())) {
        out.write("r" + row++ + ",c,,,," + route.prefix() + "," + route.origin() + ",,\n");
      }
      for (int peer = 1; peer <= Math.min(peers(), 99); peer++) {
        out.write("table" + peer + ",c,,,," + PeerLoad.tableMarker(peer) + ",64496,,\n");
        out.write("churn" + peer + ",c,,,," + PeerLoad.churnMarker(peer) + ",64496,,\n");
      }
    }
  }

  @Override
  List<String> command() {
    return List.of(setup.launcher().toString(), "run", "-c", file("prefixwatch.yaml").toString());
  }

  @Override
  void prepare(ProcessBuilder builder) {
    if (!setup.javaOptions().isEmpty()) {
      builder.environment().put("JAVA_OPTS", setup.javaOptions());
    }
  }

  Path alerts() {
    return file("alerts.jsonl");
  }

  /** Reads on in the alerts; only markers can be asked for. */
  @Override
  boolean shows(String prefix) throws IOException {
    if (Files.exists(alerts())) {
      try (RandomAccessFile file = new RandomAccessFile(alerts().toFile(), "r")) {
        byte[] fresh = new byte[(int) (file.length() - read)];
        file.seek(read);
        file.readFully(fresh);
        // What may be half a marker at the end is read again.
        read += Math.max(0, fresh.length - LONGEST_MARKER);
        Matcher found = MARKER.matcher(new String(fresh, StandardCharsets.US_ASCII));
        while (found.find()) {
          markers.add(found.group(1));
        }
      }
    }
    return markers.contains(prefix);
  }

  /** Waits until a connection is taken; seconds since this method was called. */
  double untilListening() throws IOException {
    long begin = System.nanoTime();
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 100);
        return (System.nanoTime() - begin) / 1e9;
      } catch (IOException e) {
        if (!isAlive() || System.nanoTime() - begin > GIVE_UP_NANOS) {
          throw new IOException("it does not listen: " + log(), e);
        }
        LockSupport.parkNanos(1_000_000);
      }
    }
  }
}
