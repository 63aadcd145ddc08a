package io.prefixwatch.daemon.delivery;

import io.prefixwatch.daemon.store.OutboxRecord;
import io.prefixwatch.daemon.store.OutboxRecord.AlertLabels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** A hijack as the reference shows it, opened, changed and closed; and an event. */
public final class SampleRecords {

  private static final String INCIDENT = "inc-5f0c";

  private SampleRecords() {}

  /** The opening record. */
  public static OutboxRecord opened() {
    return alert(1, line -> line);
  }

  /** The closing record. */
  public static OutboxRecord closed() {
    return alert(
        2,
        line ->
            line.replace("\"inc-5f0c-1\"", "\"inc-5f0c-2\"")
                .replace("\"action\":\"open\"", "\"action\":\"close\"")
                .replace("\"state\":\"open\"", "\"state\":\"closed\"")
                .replace("\"closed_at\":null", "\"closed_at\":\"2026-11-20T12:05:00.000000Z\"")
                .replace("\"close_reason\":null", "\"close_reason\":\"withdrawn\""));
  }

  /** The record of this number in its incident, which is an update; changed as told. */
  public static OutboxRecord updated(int number, UnaryOperator<String> change) {
    return alert(
        number,
        line ->
            change.apply(
                line.replace("\"inc-5f0c-1\"", "\"inc-5f0c-" + number + "\"")
                    .replace("\"action\":\"open\"", "\"action\":\"update\"")));
  }

  /** Another incident, opened; the same but for its ids. */
  public static OutboxRecord openedAs(String incident) {
    OutboxRecord record = alert(1, line -> line.replace(INCIDENT, incident));
    return new OutboxRecord(
        1, incident + "-1", 17, record.timeMicros(), labels(incident, false), record.line());
  }

  private static OutboxRecord alert(int number, UnaryOperator<String> change) {
    String line = change.apply(line());
    return new OutboxRecord(
        number,
        INCIDENT + "-" + number,
        16 + number,
        1_795_176_000_123_456L,
        labels(INCIDENT, line.contains("\"action\":\"close\"")),
        line.getBytes(StandardCharsets.UTF_8));
  }

  private static AlertLabels labels(String incident, boolean closes) {
    return new AlertLabels(
        incident, "hijack.more-specific", "critical", "Contoso", "acme", false, closes);
  }

  /** A session is up. */
  public static OutboxRecord event() {
    String line =
        "{\"schema\":\"prefixwatch.event.v1\",\"id\":\"evt-9\",\"sequence\":9,"
            + "\"time\":\"2026-11-20T12:00:00.000000Z\",\"type\":\"SessionDown\","
            + "\"level\":\"warning\",\"summary\":\"Session acme-lon1-a is down\","
            + "\"session\":\"acme-lon1-a\",\"registration\":null,\"prefix\":null,"
            + "\"details\":{\"cause\":\"hold-timer-expired\"}}\n";
    return new OutboxRecord(
        9, "evt-9", 9, 1_795_176_000_000_000L, null, line.getBytes(StandardCharsets.UTF_8));
  }

  private static String line() {
    try (InputStream in = SampleRecords.class.getResourceAsStream("/delivery/alert.jsonl")) {
      if (in == null) {
        throw new AssertionError("no test resource delivery/alert.jsonl");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
