package io.prefixwatch.daemon.delivery.render;

import io.prefixwatch.daemon.store.OutboxRecord;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A message with one coloured attachment, as Slack and Mattermost take it on incoming webhooks. */
public final class SlackMessage implements Rendering {

  @Override
  public byte[] body(OutboxRecord record) {
    RecordTree tree = RecordTree.of(record);
    ObjectNode attachment = RecordTree.object();
    attachment.put("color", Severities.colour(tree));
    attachment.put("fallback", escape(Headline.of(tree)));
    attachment.put("title", escape(Headline.of(tree)));
    attachment.put("text", escape(Headline.summary(tree)));
    ArrayNode fields = attachment.putArray("fields");
    Headline.facts(tree)
        .forEach(
            (title, value) -> {
              ObjectNode field = fields.addObject();
              field.put("title", title);
              field.put("value", escape(value));
              field.put("short", value.length() < 40);
            });
    ObjectNode message = RecordTree.object();
    message.put("text", "");
    message.putArray("attachments").add(attachment);
    return RecordTree.octets(message);
  }

  /** So that no text links, mentions a channel, or ends the markup it stands in. */
  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
