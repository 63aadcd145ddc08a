package io.prefixwatch.monitor.event;

import io.prefixwatch.bgp.net.Prefix;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened and needs nobody. Immutable.
 *
 * @param id derives from content, so that a replay gives it again
 * @param sequence counts events
 * @param time when
 * @param type what
 * @param summary one line
 * @param session where, null if nowhere in particular
 * @param registration which registration is concerned
 * @param prefix which registered prefix is concerned
 * @param details values are text, numbers, booleans, paths, and lists or maps of them
 */
public record MonitorEvent(
    String id,
    long sequence,
    Instant time,
    EventType type,
    String summary,
    @Nullable String session,
    @Nullable String registration,
    @Nullable Prefix prefix,
    Map<String, Object> details) {

  public MonitorEvent {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }
}
