package io.prefixwatch.daemon.delivery.sink;

import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.delivery.render.Rendering;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.store.OutboxRecord;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Posts each record to a URL, signed as Standard Webhooks has it. {@code webhook-id} and {@code
 * Idempotency-Key} are the same whenever a record comes again.
 */
public final class WebhookSink extends ConfiguredSink {

  private final Rendering rendering;
  private final HttpDelivery delivery;
  private final @Nullable WebhookSignature signature;
  private final EventClock clock;

  /** A sink that has not connected yet. */
  public WebhookSink(SinkSettings.Webhook settings, Rendering rendering, EventClock clock) {
    super(settings.common());
    this.rendering = rendering;
    this.delivery = new HttpDelivery(settings.target(), clock);
    this.signature = settings.secret() == null ? null : new WebhookSignature(settings.secret());
    this.clock = clock;
  }

  @Override
  public void write(OutboxRecord record) throws IOException {
    byte[] body = rendering.body(record);
    long seconds = clock.micros() / 1_000_000;
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", rendering.contentType());
    headers.put("Idempotency-Key", record.id());
    headers.put("webhook-id", record.id());
    headers.put("webhook-timestamp", Long.toString(seconds));
    if (signature != null) {
      headers.put("webhook-signature", signature.sign(record.id(), seconds, body));
    }
    delivery.post(body, headers);
  }
}
