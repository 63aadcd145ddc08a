package io.prefixwatch.daemon.delivery.render;

import io.prefixwatch.daemon.store.OutboxRecord;
import tools.jackson.databind.node.ObjectNode;

/** A CloudEvents 1.0 envelope in structured mode, the record whole inside. */
final class CloudEvent implements Rendering {

  private final String source;

  /** Of this instance's records. */
  CloudEvent(String instance) {
    this.source = "/prefixwatch/" + instance;
  }

  @Override
  public String contentType() {
    return "application/cloudevents+json";
  }

  @Override
  public byte[] body(OutboxRecord record) {
    RecordTree tree = RecordTree.of(record);
    boolean event = tree.isEvent();
    ObjectNode envelope = RecordTree.object();
    envelope.put("specversion", "1.0");
    envelope.put("id", record.id());
    envelope.put("source", source);
    envelope.put(
        "type",
        event
            ? "io.prefixwatch.event." + tree.kind()
            : "io.prefixwatch.alert." + tree.text("action"));
    if (!tree.about().isEmpty()) {
      envelope.put("subject", tree.about());
    }
    envelope.put("time", tree.text("time"));
    envelope.put("datacontenttype", "application/json");
    envelope.put("dataschema", "urn:prefixwatch:schema:" + (event ? "event-v1" : "alert-v1"));
    if (!event) {
      envelope.put("partitionkey", tree.text("dedup_key"));
    }
    envelope.set("data", tree.whole());
    return RecordTree.octets(envelope);
  }
}
