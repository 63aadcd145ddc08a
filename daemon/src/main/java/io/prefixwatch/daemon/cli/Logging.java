package io.prefixwatch.daemon.cli;

import ch.qos.logback.classic.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much the process logs. */
final class Logging {

  private Logging() {}

  /** Errors only, from here on. */
  static void quiet() {
    Logger root = LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    if (root instanceof ch.qos.logback.classic.Logger logback) {
      logback.setLevel(Level.ERROR);
    }
  }
}
