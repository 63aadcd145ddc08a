package io.prefixwatch.daemon.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** The level as systemd's journal reads it in front of a line, {@code sd-daemon(3)}. */
public final class JournalPriority extends ClassicConverter {

  /** Made by logback. */
  public JournalPriority() {}

  @Override
  public String convert(ILoggingEvent event) {
    return switch (event.getLevel().toInt()) {
      case Level.ERROR_INT -> "<3>";
      case Level.WARN_INT -> "<4>";
      case Level.INFO_INT -> "<6>";
      default -> "<7>";
    };
  }
}
