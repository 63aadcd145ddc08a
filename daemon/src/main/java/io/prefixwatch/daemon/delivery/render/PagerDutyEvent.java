package io.prefixwatch.daemon.delivery.render;

import io.prefixwatch.daemon.store.OutboxRecord;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event of PagerDuty's Events API v2. An incident triggers under its {@code dedup_key}, is
 * acknowledged when somebody does that here, and resolved when it closes.
 */
public final class PagerDutyEvent {

  private PagerDutyEvent() {}

  /**
   * The body of a post.
   *
   * @param routingKey of the service; a secret
   */
  public static byte[] body(OutboxRecord record, String routingKey, String instance) {
    RecordTree tree = RecordTree.of(record);
    ObjectNode event = RecordTree.object();
    event.put("routing_key", routingKey);
    event.put("event_action", action(tree));
    event.put("dedup_key", tree.isEvent() ? deliveryKey(tree) : tree.text("dedup_key"));
    event.put("client", "Prefixwatch");
    ObjectNode payload = event.putObject("payload");
    payload.put("summary", Headline.summary(tree));
    payload.put("source", instance);
    payload.put("severity", Severities.pagerDuty(Severities.of(tree)));
    payload.put("timestamp", tree.text("time"));
    payload.put("class", tree.kind());
    payload.put("component", tree.about());
    payload.put("group", tree.text("customer"));
    ObjectNode details = payload.putObject("custom_details");
    Headline.facts(tree).forEach(details::put);
    details.put("Explanation", tree.text("explain"));
    return RecordTree.octets(event);
  }

  private static String action(RecordTree tree) {
    if (tree.closes() || tree.kind().equals("StoreRecovered")) {
      return "resolve";
    }
    return tree.text("acknowledged_by").isEmpty() ? "trigger" : "acknowledge";
  }

  /** What the delivery tells of itself: a store that works again resolves what it triggered. */
  private static String deliveryKey(RecordTree tree) {
    return "prefixwatch/" + (tree.kind().startsWith("Store") ? "Store" : tree.kind());
  }
}
