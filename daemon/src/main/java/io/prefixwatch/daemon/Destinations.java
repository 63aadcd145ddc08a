package io.prefixwatch.daemon;

import io.prefixwatch.daemon.config.SinkFilter;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.delivery.Delivery.Destination;
import io.prefixwatch.daemon.delivery.sink.LineFileSink;
import io.prefixwatch.daemon.delivery.sink.Sink;
import io.prefixwatch.daemon.delivery.sink.StreamSink;
import io.prefixwatch.daemon.delivery.sink.WebhookSink;
import io.prefixwatch.daemon.pipeline.EventClock;
import java.io.OutputStream;
import java.util.List;

/** Builds the configured sinks. */
final class Destinations {

  private Destinations() {}

  /** In the order of the configuration; standard output if there is none. */
  static List<Destination> of(
      List<SinkSettings> configured, OutputStream stdout, EventClock clock) {
    if (configured.isEmpty()) {
      return List.of(
          new Destination(new StreamSink("stdout", false, stdout), SinkFilter.EVERYTHING));
    }
    return configured.stream()
        .map(settings -> new Destination(sink(settings, stdout, clock), settings.match()))
        .toList();
  }

  static Sink sink(SinkSettings settings, OutputStream stdout, EventClock clock) {
    if (settings instanceof SinkSettings.LineFile file) {
      return new LineFileSink(file.name(), file.events(), file.path());
    }
    if (settings instanceof SinkSettings.Webhook webhook) {
      return new WebhookSink(webhook, clock);
    }
    return new StreamSink(settings.name(), settings.events(), stdout);
  }
}
