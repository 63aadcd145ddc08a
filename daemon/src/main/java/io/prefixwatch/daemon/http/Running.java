package io.prefixwatch.daemon.http;

import io.prefixwatch.daemon.config.DaemonConfig;
import java.time.Instant;

/**
 * The configuration in force.
 *
 * @param generation 1 at start, higher after each reload
 * @param since when it was taken
 * @param lastReloadSucceeded whether nothing was refused since
 */
public record Running(
    DaemonConfig config, long generation, Instant since, boolean lastReloadSucceeded) {

  /** The same, after another one was refused. */
  public Running refusedAnother() {
    return new Running(config, generation, since, false);
  }
}
