package io.prefixwatch.monitor.rpki;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one source says. Immutable.
 *
 * @param anchors VRPs by trust anchor; one entry with an empty name where the source names none
 * @param aspas providers by customer; null if the source knows no ASPAs at all
 */
public record SourceData(Map<String, VrpTable> anchors, @Nullable Map<Long, Set<Long>> aspas) {

  public SourceData {
    anchors = Collections.unmodifiableMap(new LinkedHashMap<>(anchors));
  }

  /** The same with other VRPs. */
  public SourceData withAnchors(Map<String, VrpTable> other) {
    return new SourceData(other, aspas);
  }
}
