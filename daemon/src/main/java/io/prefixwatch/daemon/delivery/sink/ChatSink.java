package io.prefixwatch.daemon.delivery.sink;

import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.delivery.render.Rendering;
import io.prefixwatch.daemon.delivery.render.SlackMessage;
import io.prefixwatch.daemon.delivery.render.TeamsCard;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.store.OutboxRecord;
import java.io.IOException;
import java.util.Map;

/** A message for people for each record: Slack, Mattermost, or a Teams workflow. */
public final class ChatSink extends ConfiguredSink {

  private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");

  private final Rendering rendering;
  private final HttpDelivery delivery;

  /** A sink that has not connected yet. */
  public ChatSink(SinkSettings.Chat settings, EventClock clock) {
    super(settings.common());
    this.rendering =
        switch (settings.style()) {
          case SLACK -> new SlackMessage();
          case TEAMS -> new TeamsCard();
        };
    this.delivery = new HttpDelivery(settings.target(), clock);
  }

  @Override
  public void write(OutboxRecord record) throws IOException {
    delivery.post(rendering.body(record), HEADERS);
  }
}
