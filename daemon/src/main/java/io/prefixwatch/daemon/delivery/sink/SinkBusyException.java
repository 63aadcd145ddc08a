package io.prefixwatch.daemon.delivery.sink;

import java.io.IOException;
import java.time.Duration;

/** A sink asks to be left alone for a while. */
public final class SinkBusyException extends IOException {

  private static final long serialVersionUID = 1;

  private final Duration pause;

  /**
   * A request to wait.
   *
   * @param pause not negative
   */
  public SinkBusyException(String reason, Duration pause) {
    super(reason);
    this.pause = pause;
  }

  /** How long to wait at least. */
  public Duration pause() {
    return pause;
  }
}
