package io.prefixwatch.daemon.delivery.render;

import io.prefixwatch.daemon.config.RecordFormat;
import io.prefixwatch.daemon.store.OutboxRecord;
import java.util.Arrays;

/** Turns a record into what a sink hands on. Has no state. */
public interface Rendering {

  /** The record in JSON, without a line end. */
  byte[] body(OutboxRecord record);

  /** The media type of the body. */
  default String contentType() {
    return "application/json";
  }

  /** The same as a line of its own. */
  default byte[] line(OutboxRecord record) {
    byte[] body = body(record);
    byte[] line = Arrays.copyOf(body, body.length + 1);
    line[body.length] = '\n';
    return line;
  }

  /**
   * The rendering of this name.
   *
   * @param instance our router id
   */
  static Rendering of(RecordFormat format, String instance) {
    return switch (format) {
      case NATIVE -> new NativeRecord();
      case CLOUDEVENTS -> new CloudEvent(instance);
      case BGPALERTER -> new BgpalerterReport();
      case ALERTMANAGER -> new PostableAlerts();
    };
  }
}
