package io.prefixwatch.daemon.json;

/** Times as JSON: RFC 3339 in UTC with six decimals, {@code "2026-11-20T12:00:00.123456Z"}. */
public final class TimeJson {

  private TimeJson() {}

  /** A time in microseconds since the epoch, of a year from 0 to 9999. */
  public static void write(JsonWriter out, long micros) {
    out.beginText();
    out.time(micros);
    out.endText();
  }
}
