package io.prefixwatch.daemon.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import io.prefixwatch.daemon.json.JsonWriter;
import io.prefixwatch.daemon.json.TimeJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object a line. Our own messages are templates such as {@code event=session-up session={}
 * peer={}}: each of their keys becomes a member, and no value can be taken for another. Messages of
 * libraries stay whole, as {@code message}.
 */
public final class JsonLogEncoder extends EncoderBase<ILoggingEvent> {

  /** {@code key=value}; the value may be quoted, and may hold places for arguments. */
  private static final Pattern FIELD =
      Pattern.compile("\\G([a-z][a-z0-9-]*)=(?:\"([^\"]*)\"|([^ ]*))(?: |$)");

  private static final Pattern PLACE = Pattern.compile("\\{}");
  private static final byte[] NOTHING = {};

  private final JsonWriter json = new JsonWriter();

  /** Made by logback. */
  public JsonLogEncoder() {}

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  @Override
  public synchronized byte[] encode(ILoggingEvent event) {
    json.clear();
    json.beginObject();
    Instant time = event.getInstant();
    TimeJson.write(json.name("time"), ChronoUnit.MICROS.between(Instant.EPOCH, time));
    json.name("level").string(event.getLevel().toString().toLowerCase(Locale.ROOT));
    String logger = event.getLoggerName();
    json.name("logger").string(logger.substring(logger.lastIndexOf('.') + 1));
    json.name("thread").string(event.getThreadName());
    if (!fields(String.valueOf(event.getMessage()), event.getArgumentArray())) {
      json.name("message").string(String.valueOf(event.getFormattedMessage()));
    }
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      json.name("exception").string(ThrowableProxyUtil.asString(thrown));
    }
    json.endObject().endLine();
    return json.take();
  }

  /** False, and nothing written, for a message that is not one of ours. */
  private boolean fields(String template, @Nullable Object @Nullable [] arguments) {
    if (!isOurs(template)) {
      return false;
    }
    Matcher field = FIELD.matcher(template);
    int next = 0;
    while (field.find()) {
      String value = field.group(2) == null ? field.group(3) : field.group(2);
      json.name(field.group(1).replace('-', '_'));
      int places = (int) PLACE.matcher(value).results().count();
      if (places == 1 && value.equals("{}")) {
        write(argument(arguments, next));
      } else {
        json.string(filled(value, arguments, next));
      }
      next += places;
    }
    return true;
  }

  private static boolean isOurs(String template) {
    if (!template.startsWith("event=")) {
      return false;
    }
    Matcher field = FIELD.matcher(template);
    int end = 0;
    while (field.find()) {
      end = field.end();
    }
    return end == template.length();
  }

  private void write(@Nullable Object value) {
    if (value == null) {
      json.nullValue();
    } else if (value instanceof Integer || value instanceof Long) {
      json.number(((Number) value).longValue());
    } else if (value instanceof Boolean truth) {
      json.bool(truth);
    } else {
      json.string(value.toString());
    }
  }

  private static String filled(String value, @Nullable Object @Nullable [] arguments, int first) {
    StringBuilder text = new StringBuilder();
    Matcher place = PLACE.matcher(value);
    int from = 0;
    int next = first;
    while (place.find()) {
      text.append(value, from, place.start()).append(argument(arguments, next++));
      from = place.end();
    }
    return text.append(value, from, value.length()).toString();
  }

  private static @Nullable Object argument(@Nullable Object @Nullable [] arguments, int index) {
    return arguments == null || index >= arguments.length ? null : arguments[index];
  }
}
