package io.prefixwatch.daemon.scenario;

import io.prefixwatch.daemon.config.LoadedConfig;
import io.prefixwatch.daemon.config.load.ConfigLoader;
import io.prefixwatch.monitor.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The network that scenarios play in: {@code network.yaml}, section by section replaceable. */
final class ScenarioNetwork {

  private final Path folder;
  private final String common;

  /**
   * A network.
   *
   * @param folder for configuration files, which it may overwrite
   */
  ScenarioNetwork(Path folder, String common) {
    this.folder = folder;
    this.common = common;
  }

  /** The configuration with these sections in place of the common ones; the last one counts. */
  Registry registry(long generation, List<String> replacing) throws IOException {
    Map<String, String> sections = new LinkedHashMap<>(sections(common));
    replacing.forEach(yaml -> sections.putAll(sections(yaml)));
    Path file = folder.resolve("prefixwatch.yaml");
    Files.writeString(file, String.join("", sections.values()));
    LoadedConfig loaded = new ConfigLoader(name -> null, true).load(file);
    if (loaded.config().isEmpty()) {
      throw new IllegalArgumentException("the configuration is refused: " + loaded.problems());
    }
    return loaded.config().get().registry(generation);
  }

  /** The top-level sections of a YAML text by their names. */
  private static Map<String, String> sections(String yaml) {
    Map<String, String> sections = new LinkedHashMap<>();
    String name = "";
    for (String line : yaml.split("\n", -1)) {
      boolean begins = !line.isBlank() && !line.startsWith(" ") && !line.startsWith("#");
      name = begins ? line.substring(0, line.indexOf(':')) : name;
      if (begins) {
        sections.put(name, "");
      }
      sections.merge(name, line + "\n", String::concat);
    }
    return sections;
  }
}
