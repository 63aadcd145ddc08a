package io.prefixwatch.monitor.rpki;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What all fresh sources say together, never what only all of them say. */
public final class SourceUnion {

  private SourceUnion() {}

  /**
   * The union, as the operator sees it.
   *
   * @param sources those that are fresh; without any, nothing is known
   */
  public static RpkiData of(Collection<SourceData> sources, Slurm slurm) {
    if (sources.isEmpty()) {
      return RpkiData.NONE;
    }
    VrpTableBuilder vrps = new VrpTableBuilder();
    Map<Long, Set<Long>> aspas = new TreeMap<>();
    boolean hasAspas = false;
    for (SourceData source : sources) {
      source.anchors().values().forEach(table -> slurm.filterInto(vrps, table));
      Map<Long, Set<Long>> attested = source.aspas();
      if (attested != null) {
        hasAspas = true;
        attested.forEach(
            (customer, providers) ->
                aspas.computeIfAbsent(customer, unused -> new TreeSet<>()).addAll(providers));
      }
    }
    slurm.assertions().forEach(vrps::add);
    return new RpkiData(vrps.build(), hasAspas ? AspaTable.of(aspas) : null);
  }
}
