package io.prefixwatch.daemon.replay;

import io.prefixwatch.daemon.json.JsonWriter;

/** What a replay counted. Mutable, owned by the {@link Replay}. */
public final class ReplayTotals {

  long messages;
  long announcements;
  long withdrawals;
  long alerts;
  long skipped;
  int openIncidents;

  ReplayTotals() {}

  /** Alert records that were written. */
  public long alerts() {
    return alerts;
  }

  /**
   * The summary, one line of JSON.
   *
   * @param seconds how long it took
   */
  public void write(JsonWriter out, double seconds) {
    out.beginObject();
    out.name("messages").number(messages);
    out.name("announcements").number(announcements);
    out.name("withdrawals").number(withdrawals);
    out.name("alerts").number(alerts);
    out.name("open_incidents").number(openIncidents);
    out.name("skipped").number(skipped);
    out.name("seconds").decimal(seconds, 3);
    out.endObject().endLine();
  }
}
