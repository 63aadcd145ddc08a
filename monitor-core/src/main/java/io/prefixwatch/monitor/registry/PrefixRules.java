package io.prefixwatch.monitor.registry;

import java.util.List;

/**
 * What is asked of a registered prefix beyond its origins, length and upstreams. Immutable; nearly
 * all registered prefixes share one.
 *
 * @param paths shapes of which a path must have one; empty for any path
 * @param contract what must be satisfied on each PNI session
 * @param exemptions what is expected although the rules do not allow it
 */
public record PrefixRules(List<PathPattern> paths, Contract contract, List<Exemption> exemptions) {

  /** Nothing more is asked. */
  public static final PrefixRules NONE = new PrefixRules(List.of(), Contract.NONE, List.of());

  public PrefixRules {
    paths = List.copyOf(paths);
    exemptions = List.copyOf(exemptions);
  }
}
