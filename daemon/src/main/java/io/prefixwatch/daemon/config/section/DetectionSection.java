package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.config.schema.BgpValues;
import io.prefixwatch.daemon.config.schema.ValueParser;
import io.prefixwatch.daemon.config.schema.Values;
import io.prefixwatch.daemon.config.tree.YamlMapping;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.DetectionSettings;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code detection:}. */
final class DetectionSection {

  private DetectionSection() {}

  /** Null after a problem was reported. */
  static @Nullable DetectionSettings read(MappingReader top) {
    MappingReader detection = orEmpty(top, top.mapping("detection"), "detection");
    MappingReader holdDown =
        orEmpty(detection, detection.mapping("hold-down"), "detection.hold-down");
    ValueParser<Duration> any = Values::duration;
    Duration availability = holdDown.get("availability", any);
    Duration redundancy = holdDown.get("redundancy", any);
    Duration close = holdDown.get("close", any);
    Duration unobservedMax =
        detection.get("unobserved-max", Values.durationFrom(Duration.ofSeconds(1)));
    Integer minSessions = detection.get("min-sessions", Values.number(1, 100_000));
    LinkedHashSet<Integer> blackhole =
        new LinkedHashSet<>(detection.distinct("blackhole-communities", BgpValues::community));
    AsnSet watchAsns = AsnSet.of(detection.distinct("watch-asns", BgpValues::asn));
    if (availability == null
        || redundancy == null
        || close == null
        || unobservedMax == null
        || minSessions == null) {
      return null;
    }
    return new DetectionSettings(
        availability, redundancy, close, unobservedMax, minSessions, blackhole, watchAsns);
  }

  /** An absent mapping reads as one with all its defaults. */
  private static MappingReader orEmpty(
      MappingReader parent, @Nullable MappingReader reader, String section) {
    if (reader != null) {
      return reader;
    }
    Problems problems = parent.problems();
    return MappingReader.open(new YamlMapping(parent.position(), Map.of(), 0), section, problems);
  }
}
