package io.prefixwatch.monitor.registry;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The operator's settings of judgement.
 *
 * @param availabilityHoldDown how long a prefix is lost before it is an incident
 * @param redundancyHoldDown how long redundancy is lost before it is an incident
 * @param closeHoldDown how long a condition is gone before its incident closes
 * @param unobservedMax how long an incident that nobody can observe stays open
 * @param minSessions sessions that must hold an offending route
 * @param blackholeCommunities what counts as a blackhole beside 65535:666; 32-bit values
 * @param watchAsns ASes whose unregistered prefixes are told
 * @param ipv4Floor routes of this length and shorter are no less-specific hijacks
 * @param ipv6Floor the same for IPv6
 * @param overrides what is wanted of single kinds; of a kind that stands twice the last one counts
 * @param learning how long links between ASes are learned before a new one is evidence
 */
public record DetectionSettings(
    Duration availabilityHoldDown,
    Duration redundancyHoldDown,
    Duration closeHoldDown,
    Duration unobservedMax,
    int minSessions,
    Set<Integer> blackholeCommunities,
    AsnSet watchAsns,
    int ipv4Floor,
    int ipv6Floor,
    List<KindOverride> overrides,
    Duration learning) {

  private static final Duration LEARNING = Duration.ofDays(7);
  private static final int IPV4_FLOOR = 8;
  private static final int IPV6_FLOOR = 16;

  public static final DetectionSettings DEFAULT =
      new DetectionSettings(
          Duration.ofSeconds(60),
          Duration.ofSeconds(180),
          Duration.ofSeconds(30),
          Duration.ofHours(24),
          1,
          Set.of(),
          AsnSet.EMPTY,
          IPV4_FLOOR,
          IPV6_FLOOR,
          List.of(),
          LEARNING);

  /** Settings that watch no AS and take every kind as it is. */
  public DetectionSettings(
      Duration availabilityHoldDown,
      Duration redundancyHoldDown,
      Duration closeHoldDown,
      Duration unobservedMax,
      int minSessions,
      Set<Integer> blackholeCommunities) {
    this(
        availabilityHoldDown,
        redundancyHoldDown,
        closeHoldDown,
        unobservedMax,
        minSessions,
        blackholeCommunities,
        AsnSet.EMPTY,
        IPV4_FLOOR,
        IPV6_FLOOR,
        List.of(),
        LEARNING);
  }

  public DetectionSettings {
    blackholeCommunities = Set.copyOf(blackholeCommunities);
    overrides = List.copyOf(overrides);
    if (minSessions < 1) {
      throw new IllegalArgumentException("min-sessions must be at least 1");
    }
  }
}
