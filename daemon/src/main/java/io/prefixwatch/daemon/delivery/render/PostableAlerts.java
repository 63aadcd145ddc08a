package io.prefixwatch.daemon.delivery.render;

import io.prefixwatch.daemon.store.OutboxRecord;
import tools.jackson.databind.JsonNode;

/** A record as a list of one alert, the body of {@code POST /api/v2/alerts}. */
final class PostableAlerts implements Rendering {

  @Override
  public byte[] body(OutboxRecord record) {
    JsonNode alert = PostableAlert.of(record);
    return RecordTree.octets(RecordTree.JSON.createArrayNode().add(alert));
  }
}
