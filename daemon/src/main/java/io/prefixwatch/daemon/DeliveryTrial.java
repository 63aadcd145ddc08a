package io.prefixwatch.daemon;

import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.delivery.TestAlerts;
import io.prefixwatch.daemon.delivery.sink.Sink;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.store.OutboxRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends a test alert to configured sinks, without a daemon and without the store. */
public final class DeliveryTrial {

  private final EventClock clock = new EventClock();
  private final Destinations destinations;
  private final List<OutboxRecord> records;

  /** A trial that has sent nothing. */
  public DeliveryTrial(DaemonConfig config, OutputStream stdout) {
    this.destinations = new Destinations(config, stdout, clock);
    this.records = TestAlerts.at(clock.now(), config.speaker().identity().routerId().toString());
  }

  /** Offers both records once, whatever the sink's match says; null if it took them, else why. */
  public @Nullable String tryOne(SinkSettings settings) {
    try (Sink sink = destinations.sink(settings)) {
      for (OutboxRecord record : records) {
        sink.write(record);
      }
      sink.release();
      sink.sync();
      return null;
    } catch (IOException e) {
      return e.getMessage() == null ? e.toString() : e.getMessage();
    }
  }
}
