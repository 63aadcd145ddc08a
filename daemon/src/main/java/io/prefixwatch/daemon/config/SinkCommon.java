package io.prefixwatch.daemon.config;

import java.time.Duration;

/**
 * What every sink has.
 *
 * @param name unique among sinks
 * @param events whether events go there too, beside alerts
 * @param match which alerts go there
 * @param format how records are rendered, where the type of sink does not say it
 * @param heartbeat how often it is told that we are alive; zero for never
 */
public record SinkCommon(
    String name, boolean events, SinkFilter match, RecordFormat format, Duration heartbeat) {

  /** Takes every alert as it is. */
  public static SinkCommon named(String name) {
    return new SinkCommon(name, false, SinkFilter.EVERYTHING, RecordFormat.NATIVE, Duration.ZERO);
  }

  /** The same with events, too. */
  public SinkCommon withEvents() {
    return new SinkCommon(name, true, match, format, heartbeat);
  }

  /** The same, rendered otherwise. */
  public SinkCommon rendered(RecordFormat other) {
    return new SinkCommon(name, events, match, other, heartbeat);
  }
}
