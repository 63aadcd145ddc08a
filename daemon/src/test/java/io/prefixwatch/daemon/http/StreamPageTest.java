package io.prefixwatch.daemon.http;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static io.prefixwatch.daemon.http.HttpServerTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.daemon.http.StreamReader.Frame;
import io.prefixwatch.daemon.http.stream.LiveStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stream over loopback. */
class StreamPageTest {

  @TempDir private Path folder;

  /** An alert, and events of the session and of the route. */
  private static ScriptedSpeaker hijack(ServedDaemon daemon) throws Exception {
    ScriptedSpeaker peer = daemon.connect("127.0.0.2");
    announce(peer, 64666);
    return peer;
  }

  private static void announce(ScriptedSpeaker peer, int origin) throws Exception {
    peer.send(anUpdate().announcing("203.0.113.0/24").via(64496, origin).nextHop("127.0.0.2"));
  }

  private static List<Frame> until(StreamReader stream, String text) {
    await()
        .untilAsserted(
            () -> assertThat(stream.records()).anyMatch(frame -> frame.data().contains(text)));
    return stream.records();
  }

  private static void assertIdsAreSequences(List<Frame> frames) {
    for (Frame frame : frames) {
      String sequence = frame.json().get("sequence").asString();
      String schema = frame.json().get("schema").asString();
      assertThat(frame.id()).isEqualTo((frame.event().equals("event") ? "e" : "") + sequence);
      assertThat(schema).isEqualTo("prefixwatch." + frame.event() + ".v1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {ServedDaemon.OPEN, ServedDaemon.STORED})
  void sendsAlertsAndEventsAsTheyAreMade(String config) throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, config);
        StreamReader stream = StreamReader.open(daemon, "");
        StreamReader alerts = StreamReader.open(daemon, "?type=alert");
        StreamReader events = StreamReader.open(daemon, "?type=event")) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.type()).isEqualTo("text/event-stream");
      stream.greeting();
      alerts.greeting();
      events.greeting();
      hijack(daemon);

      assertIdsAreSequences(until(stream, "hijack.origin"));
      assertThat(until(alerts, "hijack.origin")).allMatch(frame -> frame.event().equals("alert"));
      assertThat(until(events, "SessionUp")).allMatch(frame -> frame.event().equals("event"));
    }
  }

  @Test
  void givesWhoComesBackWhatWasMissedOnceAndInOrder() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.STORED);
        StreamReader whole = StreamReader.open(daemon, "", "Last-Event-ID", "0")) {
      ScriptedSpeaker peer = hijack(daemon);
      List<Frame> before = until(whole, "hijack.origin");
      announce(peer, 64667);
      until(whole, "64667");

      for (Frame known : before) {
        try (StreamReader again = StreamReader.open(daemon, "", "Last-Event-ID", known.id())) {
          List<Frame> rest = whole.records();
          rest = rest.subList(rest.indexOf(known) + 1, rest.size());
          assertThat(again.records(rest.size())).startsWith(rest.toArray(new Frame[0]));
        }
      }
      try (StreamReader again = StreamReader.open(daemon, "", "Last-Event-ID", "0")) {
        until(again, "64667");
        announce(peer, 64668);
        until(whole, "64668");
        assertThat(until(again, "64668")).isEqualTo(whole.records()).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void goesOnAfterARestartFromWhereTheGreetingStood() throws Exception {
    String id;
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.STORED);
        StreamReader first = StreamReader.open(daemon, "")) {
      hijack(daemon);
      until(first, "hijack.origin");
      try (StreamReader second = StreamReader.open(daemon, "")) {
        id = second.greeting();
        assertThat(id).isNotEmpty();
        assertThat(second.records()).isEmpty();
      }
    }
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.STORED);
        StreamReader again = StreamReader.open(daemon, "", "Last-Event-ID", id)) {
      List<Frame> frames = until(again, "\"state\":\"unobserved\"");
      assertThat(frames.get(0).data()).doesNotContain("\"action\":\"open\"");
    }
  }

  @Test
  void refusesAnIdBehindWhichSomethingIsGone() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.STORED);
        StreamReader stream = StreamReader.open(daemon, "", "Last-Event-ID", "0")) {
      announce(hijack(daemon), 64667);
      List<Frame> known = until(stream, "64667");
      assertThat(known).hasSizeGreaterThan(2);
      String first = known.get(0).id();
      forgetSecondRecord();

      assertProblem(daemon.get("/api/v1/stream", "Last-Event-ID", first), 410);
      assertProblem(daemon.get("/api/v1/stream", "Last-Event-ID", known.get(1).id()), 410);
      assertProblem(daemon.get("/api/v1/stream", "Last-Event-ID", "e999999"), 410);
      try (StreamReader rest = StreamReader.open(daemon, "", "Last-Event-ID", known.get(2).id())) {
        assertThat(rest.status()).isEqualTo(200);
      }
    }
  }

  private void forgetSecondRecord() throws Exception {
    String url = "jdbc:sqlite:" + folder.resolve("store/prefixwatch.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("DELETE FROM outbox WHERE position = 2")).isEqualTo(1);
    }
  }

  @Test
  void refusesWhatItCannotGive() throws Exception {
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.OPEN)) {
      assertProblem(daemon.get("/api/v1/stream", "Last-Event-ID", "1"), 410);
      for (String id : List.of("x", "e", "-1", "1.5", "a1", "9".repeat(19))) {
        assertProblem(daemon.get("/api/v1/stream", "Last-Event-ID", id), 400);
      }
      assertProblem(daemon.get("/api/v1/stream?type=alarm"), 400);
      assertProblem(daemon.get("/api/v1/stream?types=alert"), 400);
    }
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.WRITABLE)) {
      assertProblem(daemon.get("/api/v1/stream"), 401);
      assertProblem(daemon.get("/api/v1/stream", "Authorization", "Bearer other"), 401);
      try (StreamReader reader = StreamReader.open(daemon, "", "Authorization", "Bearer reader")) {
        assertThat(reader.status()).isEqualTo(200);
      }
    }
  }

  @Test
  void takesSoManyClientsAndAnotherWhenOneHasGone() throws Exception {
    List<StreamReader> readers = new ArrayList<>();
    try (ServedDaemon daemon = ServedDaemon.start(folder, ServedDaemon.OPEN)) {
      for (int i = 0; i < LiveStream.MOST_CLIENTS; i++) {
        readers.add(StreamReader.open(daemon, ""));
      }
      assertThat(readers).allMatch(reader -> reader.status() == 200);
      assertProblem(daemon.get("/api/v1/stream"), 503);
      assertThat(daemon.get("/metrics").body()).contains("prefixwatch_stream_clients 64.0");
    }
    for (StreamReader reader : readers) {
      await().until(reader::ended);
    }
  }
}
