package io.prefixwatch.daemon.delivery.sink;

import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.delivery.render.PagerDutyEvent;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.store.OutboxRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A service of PagerDuty, by its Events API v2. Wants no events: each would wake somebody. */
public final class PagerDutySink extends ConfiguredSink {

  private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");

  private final SinkSettings.PagerDuty settings;
  private final String instance;
  private final HttpDelivery delivery;

  /**
   * A sink that has not connected yet.
   *
   * @param instance our router id
   */
  public PagerDutySink(SinkSettings.PagerDuty settings, String instance, EventClock clock) {
    super(settings.common());
    this.settings = settings;
    this.instance = instance;
    this.delivery = new HttpDelivery(settings.target(), clock);
  }

  @Override
  public boolean wantsEvents() {
    return false;
  }

  @Override
  public void write(OutboxRecord record) throws IOException {
    String key = new String(settings.routingKey().octets(), StandardCharsets.UTF_8);
    delivery.post(PagerDutyEvent.body(record, key, instance), HEADERS);
  }
}
