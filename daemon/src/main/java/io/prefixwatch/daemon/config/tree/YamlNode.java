package io.prefixwatch.daemon.config.tree;

import io.prefixwatch.daemon.config.problem.Position;

/** One value of a YAML file. */
public sealed interface YamlNode permits YamlScalar, YamlList, YamlMapping {

  /** Where it begins. */
  Position position();

  /** {@code text}, {@code a list} or {@code a mapping}, for messages. */
  String shape();

  /** Nodes in it, itself included, with aliases counted as often as they stand. */
  int weight();
}
