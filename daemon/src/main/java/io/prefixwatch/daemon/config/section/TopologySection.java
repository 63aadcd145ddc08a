package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.schema.BgpValues;
import io.prefixwatch.daemon.config.schema.Values;
import io.prefixwatch.monitor.topology.Relationships;
import io.prefixwatch.monitor.topology.Topology;
import java.nio.file.Path;
import java.util.Set;

/** {@code topology:}. */
final class TopologySection {

  private TopologySection() {}

  /**
   * What it says; nothing where it is absent or wrong, which was reported.
   *
   * @param folder where relative paths begin
   */
  static Topology read(MappingReader top, Path folder) {
    MappingReader topology = top.mapping("topology");
    if (topology == null) {
      return Topology.NONE;
    }
    Set<Long> transitFree = Set.copyOf(topology.distinct("transit-free", BgpValues::asn));
    Path file = topology.get("relationships", Values::path);
    Relationships relationships =
        file == null
            ? Relationships.NONE
            : RelationshipFile.read(
                folder.resolve(file), topology.at("relationships"), topology.problems());
    return new Topology(transitFree, relationships);
  }
}
