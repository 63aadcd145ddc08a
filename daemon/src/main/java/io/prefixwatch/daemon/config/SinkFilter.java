package io.prefixwatch.daemon.config;

import java.util.Set;

/**
 * Which alerts a sink wants ({@code match:}); an empty set wants every value.
 *
 * @param kinds such as {@code hijack.origin}
 * @param severities such as {@code critical}
 * @param customers names of customers
 * @param partners ids of partners
 */
public record SinkFilter(
    Set<String> kinds, Set<String> severities, Set<String> customers, Set<String> partners) {

  /** Wants everything. */
  public static final SinkFilter EVERYTHING =
      new SinkFilter(Set.of(), Set.of(), Set.of(), Set.of());

  public SinkFilter {
    kinds = Set.copyOf(kinds);
    severities = Set.copyOf(severities);
    customers = Set.copyOf(customers);
    partners = Set.copyOf(partners);
  }
}
