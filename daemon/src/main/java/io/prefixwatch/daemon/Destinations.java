package io.prefixwatch.daemon;

import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.SinkFilter;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.delivery.Delivery.Destination;
import io.prefixwatch.daemon.delivery.render.Rendering;
import io.prefixwatch.daemon.delivery.sink.AlertmanagerSink;
import io.prefixwatch.daemon.delivery.sink.ChatSink;
import io.prefixwatch.daemon.delivery.sink.LineFileSink;
import io.prefixwatch.daemon.delivery.sink.PagerDutySink;
import io.prefixwatch.daemon.delivery.sink.Sink;
import io.prefixwatch.daemon.delivery.sink.StreamSink;
import io.prefixwatch.daemon.delivery.sink.SyslogSink;
import io.prefixwatch.daemon.delivery.sink.WebhookSink;
import io.prefixwatch.daemon.delivery.sink.kafka.KafkaSink;
import io.prefixwatch.daemon.delivery.sink.mail.MailSink;
import io.prefixwatch.daemon.pipeline.EventClock;
import java.io.OutputStream;
import java.util.List;

/** Builds the configured sinks. */
final class Destinations {

  private final String instance;
  private final OutputStream stdout;
  private final EventClock clock;

  /** A builder of what this configuration asks for. */
  Destinations(DaemonConfig config, OutputStream stdout, EventClock clock) {
    this.instance = config.speaker().identity().routerId().toString();
    this.stdout = stdout;
    this.clock = clock;
  }

  /** In the order of the configuration; standard output if there is none. */
  List<Destination> of(List<SinkSettings> configured) {
    if (configured.isEmpty()) {
      return List.of(
          new Destination(new StreamSink("stdout", false, stdout), SinkFilter.EVERYTHING));
    }
    return configured.stream()
        .map(
            settings ->
                new Destination(sink(settings), settings.match(), settings.common().heartbeat()))
        .toList();
  }

  Sink sink(SinkSettings settings) {
    Rendering rendering = Rendering.of(settings.common().format(), instance);
    if (settings instanceof SinkSettings.LineFile file) {
      return new LineFileSink(file, rendering, clock::now);
    }
    if (settings instanceof SinkSettings.Webhook webhook) {
      return new WebhookSink(webhook, rendering, clock);
    }
    if (settings instanceof SinkSettings.Alertmanager alertmanager) {
      return new AlertmanagerSink(alertmanager, clock);
    }
    if (settings instanceof SinkSettings.Chat chat) {
      return new ChatSink(chat, clock);
    }
    if (settings instanceof SinkSettings.PagerDuty pagerDuty) {
      return new PagerDutySink(pagerDuty, instance, clock);
    }
    if (settings instanceof SinkSettings.Syslog syslog) {
      return new SyslogSink(syslog, rendering);
    }
    if (settings instanceof SinkSettings.Email email) {
      return new MailSink(email, clock);
    }
    if (settings instanceof SinkSettings.Kafka kafka) {
      return new KafkaSink(kafka, rendering);
    }
    return new StreamSink(settings.name(), settings.events(), rendering, stdout);
  }
}
