package io.prefixwatch.daemon.json;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.monitor.event.MonitorEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The public event record, {@code prefixwatch.event.v1}: one line, every field always there, in
 * this order. The schema is {@code schema/event-v1.json}; a test holds the two together.
 */
public final class EventJson {

  private EventJson() {}

  /** Writes the record as one line. */
  public static void write(JsonWriter out, MonitorEvent event) {
    out.beginObject().name("schema").label("prefixwatch.event.v1");
    out.name("id").label(event.id());
    out.name("sequence").number(event.sequence());
    AlertJson.time(out.name("time"), event.time());
    out.name("type").label(event.type().label());
    out.name("level").label(event.type().level().label());
    out.name("summary").string(event.summary());
    out.name("session").stringOrNull(event.session());
    out.name("registration").stringOrNull(event.registration());
    out.name("prefix");
    if (event.prefix() == null) {
      out.nullValue();
    } else {
      RouteJson.prefix(out, event.prefix());
    }
    out.name("details").beginObject();
    for (Map.Entry<String, Object> detail : event.details().entrySet()) {
      value(out.name(detail.getKey()), detail.getValue());
    }
    out.endObject().endObject().endLine();
  }

  private static void value(JsonWriter out, @Nullable Object value) {
    if (value == null) {
      out.nullValue();
    } else if (value instanceof AsPath path) {
      RouteJson.asPath(out, path);
    } else if (value instanceof Number number) {
      out.number(number.longValue());
    } else if (value instanceof Boolean flag) {
      out.bool(flag);
    } else if (value instanceof List<?> list) {
      out.beginArray();
      list.forEach(item -> value(out, item));
      out.endArray();
    } else {
      out.string(value.toString());
    }
  }
}
