package io.prefixwatch.daemon.cli;

import ch.qos.logback.classic.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much the process logs. */
final class Logging {

  private Logging() {}

  /** False if no line of a log reaches anybody: the environment asks for a form that is none. */
  static boolean isHeard() {
    Logger root = LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    return !(root instanceof ch.qos.logback.classic.Logger logback)
        || logback.iteratorForAppenders().hasNext();
  }

  /** Errors only, from here on. */
  static void quiet() {
    Logger root = LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    if (root instanceof ch.qos.logback.classic.Logger logback) {
      logback.setLevel(Level.ERROR);
    }
  }
}
