package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.config.schema.BadValue;
import io.prefixwatch.daemon.config.schema.BgpValues;
import io.prefixwatch.daemon.config.schema.ValueParser;
import io.prefixwatch.daemon.config.schema.Values;
import io.prefixwatch.daemon.config.tree.YamlMapping;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.DetectionSettings;
import io.prefixwatch.monitor.registry.KindOverride;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code detection:}. */
final class DetectionSection {

  /** Kinds that nothing opens yet; a rule for them is no mistake. */
  private static final Set<String> LATER =
      Set.of("latency.degraded", "sla.availability", "sla.packet-delivery");

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
    List<KindOverride> overrides = overrides(detection);
    MappingReader floor =
        orEmpty(
            detection, detection.mapping("less-specific-floor"), "detection.less-specific-floor");
    Integer ipv4Floor = floor.get("ipv4", Values.number(0, 32));
    Integer ipv6Floor = floor.get("ipv6", Values.number(0, 128));
    Duration learning = detection.get("learning", any);
    if (availability == null
        || redundancy == null
        || close == null
        || unobservedMax == null
        || minSessions == null
        || learning == null
        || ipv4Floor == null
        || ipv6Floor == null) {
      return null;
    }
    return new DetectionSettings(
        availability,
        redundancy,
        close,
        unobservedMax,
        minSessions,
        blackhole,
        watchAsns,
        ipv4Floor,
        ipv6Floor,
        overrides,
        learning);
  }

  private static List<KindOverride> overrides(MappingReader detection) {
    List<KindOverride> overrides = new ArrayList<>();
    for (MappingReader entry : detection.mappings("overrides")) {
      String kind = entry.get("kind", DetectionSection::kind);
      String severity = entry.get("severity", Values.word("critical", "major", "minor", "info"));
      Boolean enabled = entry.get("enabled", Values::bool);
      if (kind != null && enabled != null) {
        overrides.add(new KindOverride(kind, severity, enabled));
      }
    }
    return overrides;
  }

  private static String kind(String text) throws BadValue {
    if (LATER.contains(text)) {
      return text;
    }
    return Values.word(Arrays.stream(Kind.values()).map(Kind::label).toArray(String[]::new))
        .parse(text);
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
