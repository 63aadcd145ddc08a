package io.prefixwatch.daemon.delivery.render;

import io.prefixwatch.daemon.store.OutboxRecord;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What BGPalerter publishes on a channel, for whoever reads that today. It never tells that
 * something ended; what we add for that ({@code channel}, {@code action}, {@code severity}, {@code
 * incident_id}) stands behind its own members.
 */
final class BgpalerterReport implements Rendering {

  @Override
  public byte[] body(OutboxRecord record) {
    RecordTree tree = RecordTree.of(record);
    ObjectNode report = RecordTree.object();
    report.put("id", tree.isEvent() ? record.id() : tree.text("dedup_key"));
    report.put("truncated", false);
    report.put("origin", tree.kind());
    report.put("earliest", RecordTree.millis(tree.text(tree.isEvent() ? "time" : "opened_at")));
    report.put("latest", RecordTree.millis(tree.text(tree.isEvent() ? "time" : "updated_at")));
    report.set("affected", affected(tree));
    report.put("message", tree.text("summary"));
    report.set("data", data(tree));
    report.put("channel", channel(tree.kind()));
    report.put("action", tree.isEvent() ? "event" : tree.text("action"));
    report.put("severity", tree.text(tree.isEvent() ? "level" : "severity"));
    report.put("incident_id", tree.text("incident_id"));
    return RecordTree.octets(report);
  }

  /** BGPalerter's channel that comes nearest. */
  static String channel(String kind) {
    if (kind.equals("hijack.more-specific")) {
      return "newprefix";
    }
    int dot = kind.indexOf('.');
    return switch (dot < 0 ? "" : kind.substring(0, dot)) {
      case "hijack" -> "hijack";
      case "availability", "redundancy", "session" -> "visibility";
      case "leak" -> "path";
      case "rpki" -> "roa";
      case "contract" -> kind.startsWith("contract.rov") ? "rpki" : "misconfiguration";
      default -> "misconfiguration";
    };
  }

  /** The AS whose prefix it is, several joined by a dash; a text where no prefix is concerned. */
  private static JsonNode affected(RecordTree tree) {
    JsonNode origins = tree.at("expected", "origins");
    if (origins.size() == 1) {
      return origins.get(0);
    }
    String text = RecordTree.textOf(origins).replace(' ', '-');
    return RecordTree.JSON.getNodeFactory().stringNode(text.isEmpty() ? tree.about() : text);
  }

  /** One entry for each session that sees it; one in any case. */
  private static ArrayNode data(RecordTree tree) {
    ArrayNode data = RecordTree.JSON.createArrayNode();
    for (JsonNode sighting : tree.at("seen_on")) {
      data.add(
          entry(
              tree,
              RecordTree.textOf(sighting.path("session")),
              RecordTree.millis(RecordTree.textOf(sighting.path("since")))));
    }
    if (data.isEmpty()) {
      data.add(entry(tree, tree.about(), RecordTree.millis(tree.text("time"))));
    }
    return data;
  }

  private static ObjectNode entry(RecordTree tree, String peer, long millis) {
    ObjectNode entry = RecordTree.object();
    entry.put("timestamp", millis);
    entry.set("affected", affected(tree));
    entry.set("matchedRule", rule(tree));
    entry.set("matchedMessage", message(tree, peer, millis));
    entry.set("extra", RecordTree.object());
    return entry;
  }

  private static ObjectNode rule(RecordTree tree) {
    ObjectNode rule = RecordTree.object();
    rule.put("prefix", tree.text("prefix"));
    rule.set("asn", list(tree.at("expected", "origins")));
    String customer = tree.text("customer");
    rule.put("description", customer.isEmpty() ? tree.text("registration") : customer);
    rule.put("ignore", false);
    rule.put("ignoreMorespecifics", false);
    rule.put("group", "default");
    rule.set("excludeMonitors", RecordTree.JSON.createArrayNode());
    rule.set("includeMonitors", RecordTree.JSON.createArrayNode());
    return rule;
  }

  private static ObjectNode message(RecordTree tree, String peer, long millis) {
    boolean gone = tree.kind().startsWith("availability.") || tree.at("observed").isNull();
    ObjectNode message = RecordTree.object();
    message.put("type", gone ? "withdrawal" : "announcement");
    String observed = tree.text("observed", "prefix");
    message.put("prefix", observed.isEmpty() ? tree.text("prefix") : observed);
    message.put("peer", peer);
    message.set("path", list(tree.at("observed", "as_path")));
    message.set("originAS", originAs(tree.at("observed", "as_path")));
    message.put("nextHop", tree.text("observed", "next_hop"));
    message.putNull("aggregator");
    message.put("timestamp", millis);
    message.set("communities", list(tree.at("observed", "communities")));
    return message;
  }

  /** BGPalerter writes an AS as a list of its numbers: more than one for an AS_SET. */
  private static ArrayNode originAs(JsonNode path) {
    ArrayNode origin = RecordTree.JSON.createArrayNode();
    JsonNode last = path.isEmpty() ? path : path.get(path.size() - 1);
    if (last.isArray()) {
      last.forEach(origin::add);
    } else if (last.isNumber()) {
      origin.addAll(List.of(last));
    }
    return origin;
  }

  private static JsonNode list(JsonNode node) {
    return node.isArray() ? node : RecordTree.JSON.createArrayNode();
  }
}
