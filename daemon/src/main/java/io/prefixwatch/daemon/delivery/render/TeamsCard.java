package io.prefixwatch.daemon.delivery.render;

import io.prefixwatch.daemon.store.OutboxRecord;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An adaptive card, as the webhook trigger of a Teams workflow takes it. */
public final class TeamsCard implements Rendering {

  @Override
  public byte[] body(OutboxRecord record) {
    RecordTree tree = RecordTree.of(record);
    ObjectNode card = RecordTree.object();
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard");
    card.put("version", "1.4");
    ArrayNode body = card.putArray("body");
    ObjectNode title = body.addObject();
    title.put("type", "TextBlock");
    title.put("text", Headline.of(tree));
    title.put("weight", "Bolder");
    title.put("wrap", true);
    title.put("color", colour(tree));
    ObjectNode text = body.addObject();
    text.put("type", "TextBlock");
    text.put("text", Headline.summary(tree));
    text.put("wrap", true);
    ObjectNode set = body.addObject();
    set.put("type", "FactSet");
    ArrayNode facts = set.putArray("facts");
    Headline.facts(tree)
        .forEach((name, value) -> facts.addObject().put("title", name).put("value", value));
    ObjectNode message = RecordTree.object();
    message.put("type", "message");
    ObjectNode attachment = message.putArray("attachments").addObject();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    attachment.putNull("contentUrl");
    attachment.set("content", card);
    return RecordTree.octets(message);
  }

  private static String colour(RecordTree tree) {
    if (tree.closes()) {
      return "Good";
    }
    return switch (Severities.of(tree)) {
      case "critical", "major" -> "Attention";
      case "minor" -> "Warning";
      default -> "Default";
    };
  }
}
