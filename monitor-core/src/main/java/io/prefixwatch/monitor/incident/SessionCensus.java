package io.prefixwatch.monitor.incident;

import io.prefixwatch.bgp.net.Family;
import org.jspecify.annotations.Nullable;

/** Knows how many sessions could see a problem. */
@FunctionalInterface
public interface SessionCensus {

  /** Sessions that are synced for a family; for any family if null. */
  int synced(@Nullable Family family);
}
