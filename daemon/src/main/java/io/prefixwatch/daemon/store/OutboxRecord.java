package io.prefixwatch.daemon.store;

import org.jspecify.annotations.Nullable;

/**
 * A record on its way to the sinks: the line, and what decides who gets it. Nobody changes the
 * octets.
 *
 * @param position its place in the outbox, from 1; 0 before it has one
 * @param id of the alert or event; the same whenever it is delivered again
 * @param sequence counts alerts, and events apart
 * @param timeMicros when it was made, microseconds since 1970
 * @param alert what an alert is routed by; null for an event
 * @param line the JSON with its line end
 * @param incident what is kept of the incident that an alert tells of; null for an event
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record OutboxRecord(
    long position,
    String id,
    long sequence,
    long timeMicros,
    @Nullable AlertLabels alert,
    byte[] line,
    @Nullable IncidentRow incident) {

  /** A record of which nothing else is kept. */
  public OutboxRecord(
      long position,
      String id,
      long sequence,
      long timeMicros,
      @Nullable AlertLabels alert,
      byte[] line) {
    this(position, id, sequence, timeMicros, alert, line, null);
  }

  /**
   * What an alert is routed by.
   *
   * @param incidentId the incident that it belongs to
   * @param silenced whether it is hidden from who was not told before
   * @param closes whether it is the last of this occurrence
   */
  public record AlertLabels(
      String incidentId,
      String kind,
      String severity,
      @Nullable String customer,
      @Nullable String partner,
      boolean silenced,
      boolean closes) {}

  /** The same at its place. */
  public OutboxRecord at(long place) {
    return new OutboxRecord(place, id, sequence, timeMicros, alert, line, incident);
  }

  public boolean isEvent() {
    return alert == null;
  }
}
