package io.prefixwatch.daemon.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * At most {@value #SAME} lines a second of one message about one thing, and {@value #ALIKE} of one
 * message about anything, whatever happens. A second later one line says how many were left out.
 *
 * <p>A message is its template; the thing is the first argument, by habit what the line is about: a
 * session, a sink. Safe for all threads.
 */
public final class LogRateLimit extends TurboFilter {

  static final int SAME = 10;
  static final int ALIKE = 200;
  private static final int MOST_KEYS = 4_096;
  private static final long SECOND = 1_000_000_000L;

  /** What this writes itself, and does not count. */
  private static final String SUPPRESSED = "event=log-suppressed lines={} like=\"{}\"";

  private final LongSupplier nanos;

  /** In the order of use: a flood about many things drives out those, not the count of its own. */
  private final Map<String, Integer> lines =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > MOST_KEYS;
        }
      };

  private final Map<String, Long> suppressed = new LinkedHashMap<>();
  private long since;

  /** Made by logback. */
  public LogRateLimit() {
    this(System::nanoTime);
  }

  /**
   * The same with another clock.
   *
   * @param nanos runs only forward
   */
  LogRateLimit(LongSupplier nanos) {
    this.nanos = nanos;
    this.since = nanos.getAsLong();
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      @Nullable Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    boolean written = level.isGreaterOrEqual(logger.getEffectiveLevel());
    if (!written || format == null || format.equals(SUPPRESSED)) {
      return FilterReply.NEUTRAL;
    }
    Map<String, Long> told = new LinkedHashMap<>();
    boolean allowed = allows(format, arguments, told);
    told.forEach(
        (template, count) ->
            LoggerFactory.getLogger(LogRateLimit.class).warn(SUPPRESSED, count, template));
    return allowed ? FilterReply.NEUTRAL : FilterReply.DENY;
  }

  private synchronized boolean allows(
      String template, @Nullable Object @Nullable [] arguments, Map<String, Long> told) {
    if (nanos.getAsLong() - since >= SECOND) {
      since = nanos.getAsLong();
      lines.clear();
      told.putAll(suppressed);
      suppressed.clear();
    }
    Object about = arguments == null || arguments.length == 0 ? null : arguments[0];
    int same = lines.merge(template + '\n' + about, 1, Integer::sum);
    int alike = lines.merge(template, 1, Integer::sum);
    if (same <= SAME && alike <= ALIKE) {
      return true;
    }
    suppressed.merge(name(template), 1L, Long::sum);
    return false;
  }

  /** What a template begins with, short enough to be quoted. */
  private static String name(String template) {
    int end = template.indexOf(' ');
    String first = end < 0 ? template : template.substring(0, end);
    return first.startsWith("event=") ? first : "others";
  }
}
