package io.prefixwatch.daemon.delivery;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;

import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.daemon.fixture.DaemonProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The packed program, killed again and again: mostly under a load of alerts, at times while it
 * starts. Each has a folder, and with it a store, of its own.
 */
final class KilledDaemon {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int STARTS_KILLED_OF_TEN = 1;

  private final Path folder;
  private final MoodyReceiver receiver;
  private final List<String> jvmOptions;
  private final Random random;

  /**
   * A daemon that is not started.
   *
   * @param folder exists and is empty
   */
  KilledDaemon(Path folder, MoodyReceiver receiver, List<String> jvmOptions, long seed)
      throws IOException {
    this.folder = folder;
    this.receiver = receiver;
    this.jvmOptions = jvmOptions;
    this.random = new Random(seed);
    Files.writeString(folder.resolve("main.yaml"), configuration(receiver.port()));
  }

  /** An alert in the outbox. */
  record Row(String id, String incident, long sequence, String digest) {}

  void kill(int rounds) throws Exception {
    for (int round = 0; round < rounds; round++) {
      try (DaemonProcess daemon = start()) {
        if (round > 0 && random.nextInt(10) < STARTS_KILLED_OF_TEN) {
          TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000));
        } else {
          alert(daemon.awaitListening(), 20 + random.nextInt(230));
        }
        daemon.signal("KILL");
        daemon.exitCode();
      }
    }
  }

  /** A run that alerts and ends in order. */
  void runOnce() throws Exception {
    try (DaemonProcess daemon = start()) {
      alert(daemon.awaitListening(), 500);
      daemon.signal("TERM");
      daemon.exitCode();
    }
  }

  /** Lets the last of them deliver what is left; returns the alerts of the outbox in its order. */
  List<Row> deliver() throws Exception {
    try (DaemonProcess daemon = start()) {
      daemon.awaitListening();
      awaitDelivery();
      daemon.signal("TERM");
      daemon.exitCode();
      return alerts();
    }
  }

  /** Lines of the file that it also writes. */
  List<String> logged() throws IOException {
    return Files.readAllLines(folder.resolve("alerts.jsonl"));
  }

  private DaemonProcess start() throws IOException {
    return DaemonProcess.start(
        folder, jvmOptions, List.of("run", "-c", folder.resolve("main.yaml").toString()));
  }

  /** Hijacks of sixteen prefixes by many others come and go, for a while. */
  private void alert(InetSocketAddress to, int millis) throws Exception {
    try (ScriptedSpeaker speaker =
        ScriptedSpeaker.connect(InetAddress.getByName("127.0.0.2"), to)) {
      speaker.establish(ScriptedSpeaker.plainOpen(64496, "127.0.0.2"));
      long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
      while (System.nanoTime() < end) {
        String prefix = "203.0.113." + (random.nextInt(16) << 4) + "/28";
        speaker.send(
            random.nextInt(3) > 0
                ? anUpdate().announcing(prefix).via(64496, 64600 + random.nextInt(400))
                : anUpdate().withdrawing(prefix));
        Thread.sleep(random.nextInt(3));
      }
    }
  }

  private static String configuration(int port) {
    return """
        speaker: {asn: 64500, router-id: 192.0.2.1, listen: ["127.0.0.1:0"]}
        sites: [{id: lon1}]
        partners: [{id: acme, asns: [64496]}]
        sessions:
          - {id: acme-a, partner: acme, site: lon1, peer: {address: 127.0.0.2, asn: 64496}}
        detection: {hold-down: {close: 0s, availability: 0s, redundancy: 0s}}
        registrations:
          - {id: contoso, partner: acme, prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]}
        store: {path: state}
        sinks:
          - {name: log, type: file, path: alerts.jsonl}
          - name: soc
            type: webhook
            url: "http://127.0.0.1:%d/hook"
            allow: [127.0.0.0/8]
            insecure: true
        """
        .formatted(port);
  }

  /** However much is left: the receiver never waits long for the next. */
  private void awaitDelivery() throws SQLException {
    while (!isDelivered()) {
      int before = receiver.count();
      Awaitility.await("the outbox is delivered further")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(() -> receiver.count() > before || isDelivered());
    }
  }

  private boolean isDelivered() throws SQLException {
    boolean[] all = {true};
    query(
        "SELECT id FROM outbox WHERE incident_id IS NOT NULL ORDER BY position DESC",
        row -> all[0] = receiver.hasReceived(row.getString(1)),
        () -> all[0]);
    return all[0];
  }

  private List<Row> alerts() throws SQLException {
    List<Row> rows = new ArrayList<>();
    query(
        "SELECT id, incident_id, sequence, line FROM outbox WHERE incident_id IS NOT NULL"
            + " ORDER BY position",
        row -> {
          String line = new String(row.getBytes(4), StandardCharsets.UTF_8).strip();
          rows.add(new Row(row.getString(1), row.getString(2), row.getLong(3), Digest.of(line)));
        },
        () -> true);
    return rows;
  }

  /** Takes a row. */
  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  /** Says whether the next row is wanted. */
  private interface Wish {
    boolean more();
  }

  private void query(String sql, RowReader reader, Wish wish) throws SQLException {
    Path file = folder.resolve("state").resolve("prefixwatch.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (wish.more() && row.next()) {
        reader.read(row);
      }
    }
  }
}
