package io.prefixwatch.daemon.delivery.render;

import io.prefixwatch.daemon.store.OutboxRecord;
import java.util.List;

/** A record as a list of one alert, the body of {@code POST /api/v2/alerts}. */
final class PostableAlerts implements Rendering {

  @Override
  public byte[] body(OutboxRecord record) {
    return PostableAlert.body(List.of(PostableAlert.of(record)));
  }
}
