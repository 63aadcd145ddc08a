package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.schema.Values;
import io.prefixwatch.monitor.registry.Site;
import io.prefixwatch.monitor.registry.Site.Coordinates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code sites:}. */
final class SitesSection {

  private SitesSection() {}

  /** By id, in the order of the file. */
  static Map<String, Site> read(MappingReader top) {
    Map<String, Site> sites = new LinkedHashMap<>();
    UniqueIds ids = new UniqueIds("site");
    for (MappingReader entry : top.mappings("sites")) {
      String id = ids.read(entry, "id", Values::id);
      String name = entry.get("name", Values::text);
      String country = entry.get("country", Values::country);
      String region = entry.get("region", Values::text);
      Coordinates coordinates = coordinates(entry);
      if (id != null) {
        sites.put(id, new Site(id, name == null ? id : name, country, region, coordinates));
      }
    }
    return sites;
  }

  private static @Nullable Coordinates coordinates(MappingReader entry) {
    if (!entry.has("coordinates")) {
      return null;
    }
    List<Double> degrees = entry.list("coordinates", Values.decimal(-180, 180));
    if (degrees.size() == 2 && Math.abs(degrees.get(0)) <= 90) {
      return new Coordinates(degrees.get(0), degrees.get(1));
    }
    if (entry.size("coordinates") != 2 || degrees.size() == 2) {
      entry.error(
          "coordinates",
          "there must be a latitude and a longitude",
          "such as [51.50, -0.01]; the latitude comes first and is -90 to 90");
    }
    return null;
  }
}
