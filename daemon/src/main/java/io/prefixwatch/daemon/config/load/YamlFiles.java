package io.prefixwatch.daemon.config.load;

import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.config.tree.Substitution;
import io.prefixwatch.daemon.config.tree.YamlMapping;
import io.prefixwatch.daemon.config.tree.YamlNode;
import io.prefixwatch.daemon.config.tree.YamlReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** YAML files that are no configuration of ours, with the places of everything in them. */
public final class YamlFiles {

  private YamlFiles() {}

  /**
   * Reads a file that has to hold a mapping. Nothing of this process is filled in.
   *
   * @param example what such a file looks like, for who has to mend it
   * @return null after a problem was reported
   */
  public static @Nullable YamlMapping read(Path path, Problems problems, String example) {
    InputFile file = new InputFile(path);
    YamlReader reader = new YamlReader(Substitution.none(problems), problems);
    YamlNode[] root = new YamlNode[1];
    Position start = Position.startOf(file.name());
    long errors = problems.errorCount();
    file.read(start, problems, in -> root[0] = reader.read(file.name(), in));
    if (root[0] instanceof YamlMapping mapping) {
      return mapping;
    }
    if (problems.errorCount() == errors) {
      problems.error(start, "the file holds no mapping of prefixes", "such as " + example);
    }
    return null;
  }
}
