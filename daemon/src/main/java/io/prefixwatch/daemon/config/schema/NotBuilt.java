package io.prefixwatch.daemon.config.schema;

import java.util.Set;

/** What is known and has no effect yet. Building a feature takes its line out of here. */
public final class NotBuilt {

  /** Keys whose subtree has no effect: a warning, an error under {@code --strict}. */
  static final Set<String> KEYS = Set.of();

  /** Sink types that deliver nothing. */
  static final Set<String> SINK_TYPES = Set.of("kafka");

  private NotBuilt() {}

  /** True if a sink of this type delivers nothing. */
  public static boolean isSinkType(String type) {
    return SINK_TYPES.contains(type);
  }
}
