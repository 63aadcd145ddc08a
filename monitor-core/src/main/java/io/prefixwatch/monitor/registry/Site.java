package io.prefixwatch.monitor.registry;

import org.jspecify.annotations.Nullable;

/**
 * A place where we interconnect.
 *
 * @param id unique among sites
 * @param name for people; the id if none was given
 * @param country ISO 3166 code
 * @param region state or region
 * @param coordinates where on a map
 */
public record Site(
    String id,
    String name,
    @Nullable String country,
    @Nullable String region,
    @Nullable Coordinates coordinates) {

  /**
   * A point on Earth.
   *
   * @param latitude degrees, -90 to 90
   * @param longitude degrees, -180 to 180
   */
  public record Coordinates(double latitude, double longitude) {}
}
