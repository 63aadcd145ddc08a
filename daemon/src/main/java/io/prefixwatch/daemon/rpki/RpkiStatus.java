package io.prefixwatch.daemon.rpki;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the RPKI at one moment.
 *
 * @param vrpsOfIpv4 in force, of all sources together
 * @param vrpsOfIpv6 the same
 * @param aspas the same
 */
public record RpkiStatus(int vrpsOfIpv4, int vrpsOfIpv6, int aspas, List<CacheStatus> caches) {

  static final RpkiStatus NONE = new RpkiStatus(0, 0, 0, List.of());

  /**
   * An RTR cache.
   *
   * @param inStep whether it is connected and has told all that it has
   * @param updatedAt when it told something last, null if it never did
   */
  public record CacheStatus(String name, boolean inStep, @Nullable Instant updatedAt) {}
}
