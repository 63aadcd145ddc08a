package io.prefixwatch.daemon.json;

import io.prefixwatch.bgp.error.Issue;
import io.prefixwatch.monitor.incident.MalformedMessage;
import io.prefixwatch.monitor.incident.MalformedReport;
import org.jspecify.annotations.Nullable;

/** The member {@code malformed} of an alert: one message with what is wrong with it. */
final class MalformedJson {

  private MalformedJson() {}

  static void write(JsonWriter out, @Nullable MalformedReport report) {
    if (report == null) {
      out.nullValue();
      return;
    }
    MalformedMessage shown = report.shown();
    out.beginObject();
    out.name("disposition").label(shown.disposition().outcome());
    out.name("issues").beginArray();
    for (Issue issue : shown.issues()) {
      issue(out, issue);
    }
    out.endArray().name("hex");
    if (shown.octets() == null) {
      out.nullValue();
    } else {
      RouteJson.hex(out, shown.octets());
    }
    out.name("octets").number(shown.length());
    AlertJson.notification(out.name("notification"), shown.sent());
    out.name("messages").number(report.messages());
    out.endObject();
  }

  private static void issue(JsonWriter out, Issue issue) {
    out.beginObject().name("attribute");
    if (issue.attribute() == Issue.NO_ATTRIBUTE) {
      out.nullValue();
    } else {
      out.number(issue.attribute());
    }
    out.name("offset").number(issue.offset());
    out.name("reason").string(issue.reason());
    out.name("action").label(issue.action().label()).endObject();
  }
}
