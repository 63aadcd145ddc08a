package io.prefixwatch.daemon.config.schema;

import java.util.Set;

/** What is known and has no effect yet. Building a feature takes its line out of here. */
public final class NotBuilt {

  /** Keys whose subtree has no effect: a warning, an error under {@code --strict}. */
  static final Set<String> KEYS = Set.of();

  private NotBuilt() {}
}
