package io.prefixwatch.daemon.config;

/** How a sink renders a record ({@code format:}). */
public enum RecordFormat {
  /** Our own record, as it is kept. */
  NATIVE("native"),
  /** The record inside a CloudEvents 1.0 envelope, structured mode. */
  CLOUDEVENTS("cloudevents"),
  /** The shape of BGPalerter's reports. */
  BGPALERTER("bgpalerter"),
  /** What Alertmanager takes at {@code /api/v2/alerts}. */
  ALERTMANAGER("alertmanager");

  private final String label;

  RecordFormat(String label) {
    this.label = label;
  }

  /** As written in the configuration. */
  public String label() {
    return label;
  }
}
