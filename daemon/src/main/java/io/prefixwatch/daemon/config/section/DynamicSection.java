package io.prefixwatch.daemon.config.section;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.schema.BgpValues;
import io.prefixwatch.daemon.config.schema.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code dynamic:} of an entry of {@code sessions:}. */
final class DynamicSection {

  /**
   * What was read.
   *
   * @param range where peers may be
   * @param asns which AS numbers they may have; empty for any
   * @param limit how many sessions, at least 1
   * @param place where that is written
   */
  record Dynamic(Prefix range, List<Long> asns, int limit, MappingReader place) {}

  private DynamicSection() {}

  /** Null if there is none, or after a problem was reported. */
  static @Nullable Dynamic read(MappingReader entry) {
    MappingReader dynamic = entry.mapping("dynamic");
    if (dynamic == null) {
      return null;
    }
    Prefix range = dynamic.get("range", BgpValues::prefix);
    List<Long> asns = dynamic.distinct("asns", BgpValues::asn);
    Integer limit = dynamic.get("limit", Values.number(1, 100_000));
    if (entry.has("peer")) {
      entry.error(
          "dynamic",
          "this entry has a peer, too",
          "one session with its peer, or one for all peers of a range");
      return null;
    }
    if (dynamic.size("asns") == 0) {
      dynamic.error("asns", "there is no AS number", "leave it out for anybody");
    }
    return range == null || limit == null ? null : new Dynamic(range, asns, limit, dynamic);
  }
}
