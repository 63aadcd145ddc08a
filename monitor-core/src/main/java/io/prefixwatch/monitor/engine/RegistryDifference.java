package io.prefixwatch.monitor.engine;

import io.prefixwatch.monitor.event.EventType;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells what a reload changed. */
final class RegistryDifference {

  private final EventLog log;

  RegistryDifference(EventLog log) {
    this.log = log;
  }

  void tell(Registry before, Registry after, Instant now) {
    Map<String, Integer> old = prefixesByRegistration(before);
    Map<String, Integer> current = prefixesByRegistration(after);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("generation", after.generation());
    details.put("registered_prefixes", after.prefixes().size());
    log.write(
        now,
        EventType.CONFIG_RELOADED,
        "Configuration " + after.generation() + " is active",
        null,
        null,
        null,
        details);
    current.forEach(
        (registration, count) -> {
          if (!old.containsKey(registration)) {
            tell(EventType.REGISTRATION_ADDED, "added", registration, count, now);
          }
        });
    old.forEach(
        (registration, count) -> {
          if (!current.containsKey(registration)) {
            tell(EventType.REGISTRATION_REMOVED, "removed", registration, count, now);
          }
        });
  }

  private void tell(EventType type, String what, String registration, int prefixes, Instant now) {
    log.write(
        now,
        type,
        "Registration " + registration + " was " + what,
        null,
        registration,
        null,
        Map.of("prefixes", prefixes));
  }

  private static Map<String, Integer> prefixesByRegistration(Registry registry) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (RegisteredPrefix registered : registry.prefixes()) {
      counts.merge(registered.registration().id(), 1, Integer::sum);
    }
    return counts;
  }
}
