package io.prefixwatch.daemon.bench;

import io.prefixwatch.bgp.fixture.load.InjectedIncident;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When the first alert about each route was seen somewhere. Safe for all threads. */
final class AlertTimes {

  private static final Pattern OBSERVED =
      Pattern.compile(
          "\"observed\":\\{\"prefix\":\"([^\"]+)\",\"path_id\":[^,]+,\"origin_asn\":(\\d+)");

  private final Map<String, Long> firstSeen = new ConcurrentHashMap<>();

  /** Takes whole lines. */
  void note(String lines, long now) {
    Matcher found = OBSERVED.matcher(lines);
    while (found.find()) {
      firstSeen.putIfAbsent(found.group(1) + " " + found.group(2), now);
    }
  }

  /** When the first alert about an incident's route came; null if there was none. */
  @Nullable Long of(InjectedIncident incident) {
    return firstSeen.get(incident.prefix() + " " + incident.seen());
  }
}
