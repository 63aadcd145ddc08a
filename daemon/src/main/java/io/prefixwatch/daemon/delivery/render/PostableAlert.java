package io.prefixwatch.daemon.delivery.render;

import io.prefixwatch.daemon.store.OutboxRecord;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One alert as Alertmanager's API v2 takes it; never changed once it is made.
 *
 * <p>The labels are what the alert is told apart by there. {@code dedup_key} makes them unique, and
 * {@code instance} is not among them, so that two daemons that see the same raise one alert.
 */
public final class PostableAlert {

  private final ObjectNode alert;

  private PostableAlert(ObjectNode alert) {
    this.alert = alert;
  }

  /** The alert; open until it is closed, or until it is no longer sent. */
  public static PostableAlert of(OutboxRecord record) {
    RecordTree tree = RecordTree.of(record);
    ObjectNode alert = RecordTree.object();
    alert.set("labels", tree.isEvent() ? eventLabels(tree) : labels(tree));
    alert.set("annotations", annotations(tree));
    alert.put("startsAt", tree.text(tree.isEvent() ? "time" : "opened_at"));
    if (tree.closes()) {
      alert.put("endsAt", tree.text("closed_at"));
    }
    return new PostableAlert(alert);
  }

  /** True if they are the same alert there. */
  public boolean hasLabelsOf(PostableAlert other) {
    return alert.get("labels").equals(other.alert.get("labels"));
  }

  /** This alert, over when the record was made. */
  public PostableAlert endedBy(OutboxRecord record) {
    ObjectNode ended = alert.deepCopy();
    ended.put("endsAt", RecordTree.of(record).text("time"));
    return new PostableAlert(ended);
  }

  /** The body of a post. */
  public static byte[] body(List<PostableAlert> alerts) {
    ArrayNode body = RecordTree.JSON.createArrayNode();
    alerts.forEach(one -> body.add(one.alert));
    return RecordTree.octets(body);
  }

  private static ObjectNode labels(RecordTree tree) {
    ObjectNode labels = RecordTree.object();
    labels.put("alertname", tree.kind());
    labels.put("severity", tree.text("severity"));
    labels.put("dedup_key", tree.text("dedup_key"));
    for (String name : List.of("prefix", "registration", "customer", "partner", "subject")) {
      put(labels, name, tree.text(name));
    }
    put(labels, "suspect_asn", tree.text("suspect_asn"));
    if (tree.at("test").asBoolean(false)) {
      labels.put("test", "true");
    }
    return labels;
  }

  private static ObjectNode eventLabels(RecordTree tree) {
    ObjectNode labels = RecordTree.object();
    labels.put("alertname", "Prefixwatch" + tree.kind());
    labels.put("severity", Severities.ofLevel(tree.text("level")));
    put(labels, "session", tree.text("session"));
    put(labels, "prefix", tree.text("prefix"));
    put(labels, "sink", tree.text("details", "sink"));
    return labels;
  }

  private static ObjectNode annotations(RecordTree tree) {
    ObjectNode annotations = RecordTree.object();
    put(annotations, "summary", tree.text("summary"));
    put(annotations, "description", tree.text("explain"));
    put(annotations, "runbook", tree.text("runbook"));
    put(annotations, "incident_id", tree.text("incident_id"));
    put(annotations, "state", tree.text("state"));
    put(annotations, "confidence", tree.text("confidence"));
    put(annotations, "observed_prefix", tree.text("observed", "prefix"));
    put(annotations, "as_path", tree.text("observed", "as_path"));
    put(annotations, "seen_on", String.join(" ", tree.sessions()));
    put(annotations, "close_reason", tree.text("close_reason"));
    return annotations;
  }

  /** Alertmanager takes no label without a value. */
  private static void put(ObjectNode into, String name, String value) {
    if (!value.isEmpty()) {
      into.put(name, value);
    }
  }
}
