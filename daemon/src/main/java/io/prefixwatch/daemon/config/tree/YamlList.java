package io.prefixwatch.daemon.config.tree;

import io.prefixwatch.daemon.config.problem.Position;
import java.util.List;

/**
 * A sequence.
 *
 * @param position where it begins
 * @param items in order
 * @param weight nodes in it
 */
public record YamlList(Position position, List<YamlNode> items, int weight) implements YamlNode {

  public YamlList {
    items = List.copyOf(items);
  }

  @Override
  public String shape() {
    return "a list";
  }
}
