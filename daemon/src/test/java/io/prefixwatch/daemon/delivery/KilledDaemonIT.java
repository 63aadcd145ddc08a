package io.prefixwatch.daemon.delivery;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packed program is killed again and again while it alerts: what is in its store reaches a
 * moody receiver and a file, each record under its own id, those of an incident in order.
 */
class KilledDaemonIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long SEED = Long.getLong("prefixwatch.kill.seed", 9);

  @TempDir private Path temp;
  private HttpServer server;

  /** Bodies by id, in the order of the first arrival; guarded by itself. */
  private final Map<String, String> received = new LinkedHashMap<>();

  private final Map<String, Integer> repeats = new ConcurrentHashMap<>();
  private final List<String> changed = new ArrayList<>();
  private final Random mood = new Random(SEED);

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/hook", this::receive);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** Takes most; is busy at times, fails at times, and forgets to answer what it has taken. */
  private void receive(HttpExchange exchange) throws IOException {
    String id = exchange.getRequestHeaders().getFirst("webhook-id");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    int dice;
    synchronized (received) {
      dice = mood.nextInt(100);
      if (dice < 97) {
        String before = received.putIfAbsent(id, body);
        if (before != null) {
          repeats.merge(id, 1, Integer::sum);
          if (!before.equals(body)) {
            changed.add(id);
          }
        }
      }
    }
    int status = dice < 95 ? 204 : dice < 98 ? 500 : 429;
    if (status == 429) {
      exchange.getResponseHeaders().add("Retry-After", "0");
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Test
  void losesNothingThatIsOnTheDisk() throws Exception {
    kill(Integer.getInteger("prefixwatch.kill.rounds", 5));
  }

  @Test
  @Tag("long")
  void losesNothingThatIsOnTheDiskInManyRounds() throws Exception {
    kill(Integer.getInteger("prefixwatch.kill.rounds", 100));
  }

  private void kill(int rounds) throws Exception {
    Files.writeString(temp.resolve("main.yaml"), configuration());
    Random random = new Random(SEED);
    for (int round = 0; round < rounds; round++) {
      try (DaemonProcess daemon = start()) {
        alert(daemon.awaitListening(), random, 50 + random.nextInt(450));
        daemon.signal("KILL");
        daemon.exitCode();
      }
    }
    List<Row> rows;
    try (DaemonProcess daemon = start()) {
      daemon.awaitListening();
      Awaitility.await("all of the outbox is delivered").atMost(PATIENCE).until(this::isDelivered);
      daemon.signal("TERM");
      daemon.exitCode();
      rows = alerts();
    }
    check(rows, rounds);
  }

  private DaemonProcess start() throws IOException {
    return DaemonProcess.start(temp, "run", "-c", temp.resolve("main.yaml").toString());
  }

  /** Hijacks of sixteen prefixes by many others come and go, for a while. */
  private static void alert(InetSocketAddress to, Random random, int millis) throws Exception {
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

  private String configuration() {
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
        .formatted(server.getAddress().getPort());
  }

  /** An alert in the outbox. */
  private record Row(String id, String incident, long sequence, String line) {}

  private List<Row> alerts() throws Exception {
    List<Row> rows = new ArrayList<>();
    query(
        "SELECT id, incident_id, sequence, line FROM outbox WHERE incident_id IS NOT NULL"
            + " ORDER BY position",
        row ->
            rows.add(
                new Row(
                    row.getString(1),
                    row.getString(2),
                    row.getLong(3),
                    new String(row.getBytes(4), StandardCharsets.UTF_8).strip())));
    return rows;
  }

  private boolean isDelivered() throws Exception {
    List<Row> rows = alerts();
    synchronized (received) {
      return rows.stream().allMatch(row -> received.containsKey(row.id()));
    }
  }

  private void check(List<Row> rows, int rounds) throws Exception {
    assertThat(rows).as("every round alerts").hasSizeGreaterThan(rounds);
    assertThat(rows).extracting(Row::id).doesNotHaveDuplicates();
    assertThat(rows).extracting(Row::sequence).doesNotHaveDuplicates().isSorted();
    List<String> logged = Files.readAllLines(temp.resolve("alerts.jsonl"));
    assertThat(logged).containsAll(rows.stream().map(Row::line).toList());
    synchronized (received) {
      assertThat(changed).as("repeats that differ").isEmpty();
      rows.forEach(row -> assertThat(received.get(row.id())).isEqualTo(row.line()));
      assertThat(firstArrivals(rows)).isEqualTo(stored(rows));
      assertThat(received).as("nobody is told what is not on the disk").hasSize(rows.size());
    }
    System.out.printf(
        "%d kills, %d alerts on the disk, all received, %d of them more than once%n",
        rounds, rows.size(), repeats.size());
  }

  private static Map<String, List<String>> stored(List<Row> rows) {
    Map<String, List<String>> incidents = new HashMap<>();
    rows.forEach(
        row -> incidents.computeIfAbsent(row.incident(), i -> new ArrayList<>()).add(row.id()));
    return incidents;
  }

  private Map<String, List<String>> firstArrivals(List<Row> rows) {
    Map<String, String> incidentOf = new HashMap<>();
    rows.forEach(row -> incidentOf.put(row.id(), row.incident()));
    Map<String, List<String>> incidents = new HashMap<>();
    received
        .keySet()
        .forEach(
            id -> {
              String incident = incidentOf.getOrDefault(id, "unknown");
              incidents.computeIfAbsent(incident, i -> new ArrayList<>()).add(id);
            });
    return incidents;
  }

  /** Takes a row. */
  private interface RowReader {
    void read(ResultSet row) throws Exception;
  }

  private void query(String sql, RowReader reader) throws Exception {
    Path file = temp.resolve("state").resolve("prefixwatch.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        reader.read(row);
      }
    }
  }
}
