package io.prefixwatch.daemon.delivery.sink;

import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.delivery.render.PostableAlert;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.store.OutboxRecord;
import io.prefixwatch.daemon.store.OutboxRecord.AlertLabels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells Alertmanager of alerts (API v2), and again while they are open: it takes for over what it
 * does not hear of for {@code resolve_timeout}. A restart goes on with what is open by the store.
 *
 * <p>Holds one alert for each open incident that it was given.
 */
public final class AlertmanagerSink extends ConfiguredSink {

  private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");
  private static final int LARGEST_POST = 200;

  private final SinkSettings.Alertmanager settings;
  private final HttpDelivery delivery;
  private final Map<String, PostableAlert> open = new LinkedHashMap<>();
  private long sentNanos = System.nanoTime();

  /** A sink that has not connected yet. */
  public AlertmanagerSink(SinkSettings.Alertmanager settings, EventClock clock) {
    super(settings.common());
    this.settings = settings;
    this.delivery = new HttpDelivery(settings.target(), clock);
  }

  @Override
  public void resume(OpenIncidents incidents) throws IOException {
    for (OutboxRecord record : incidents.read()) {
      keep(record, PostableAlert.of(record));
    }
    // Due at once: it has heard nothing of them since the former process ended.
    sentNanos = System.nanoTime() - settings.resend().toNanos();
  }

  @Override
  public void write(OutboxRecord record) throws IOException {
    PostableAlert alert = PostableAlert.of(record);
    AlertLabels labels = record.alert();
    PostableAlert before = labels == null ? null : open.get(labels.incidentId());
    // Under other labels it is another alert there, and the old one has to end.
    post(
        before == null || before.hasLabelsOf(alert)
            ? List.of(alert)
            : List.of(before.endedBy(record), alert));
    keep(record, alert);
  }

  private void keep(OutboxRecord record, PostableAlert alert) {
    AlertLabels labels = record.alert();
    if (labels != null && labels.closes()) {
      open.remove(labels.incidentId());
    } else if (labels != null) {
      open.put(labels.incidentId(), alert);
    }
  }

  private void post(List<PostableAlert> alerts) throws IOException {
    delivery.post(PostableAlert.body(alerts), HEADERS);
  }

  @Override
  public void tick() throws IOException {
    if (System.nanoTime() - sentNanos >= settings.resend().toNanos()) {
      resend();
    }
  }

  private void resend() throws IOException {
    List<PostableAlert> all = new ArrayList<>(open.values());
    for (int from = 0; from < all.size(); from += LARGEST_POST) {
      List<PostableAlert> some = all.subList(from, Math.min(from + LARGEST_POST, all.size()));
      try {
        post(some);
      } catch (RecordRefusedException e) {
        // Each of them was taken before: what is wrong is wrong with the receiver.
        throw new IOException(e.getMessage(), e);
      }
    }
    sentNanos = System.nanoTime();
  }
}
