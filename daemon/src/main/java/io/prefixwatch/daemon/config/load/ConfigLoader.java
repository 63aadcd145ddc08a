package io.prefixwatch.daemon.config.load;

import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.LoadedConfig;
import io.prefixwatch.daemon.config.TransportSupport;
import io.prefixwatch.daemon.config.csv.CsvRegistrations;
import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.config.problem.Quoted;
import io.prefixwatch.daemon.config.section.Include;
import io.prefixwatch.daemon.config.section.MainFile;
import io.prefixwatch.daemon.config.section.RegistrationsSection;
import io.prefixwatch.daemon.config.tree.Substitution;
import io.prefixwatch.daemon.config.tree.YamlMapping;
import io.prefixwatch.daemon.config.tree.YamlNode;
import io.prefixwatch.daemon.config.tree.YamlReader;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Loads a configuration with everything it includes; never throws over what stands in it. */
public final class ConfigLoader {

  private final Function<String, @Nullable String> environment;
  private final boolean strict;
  private final TransportSupport support;

  private ConfigLoader(
      Function<String, @Nullable String> environment, boolean strict, TransportSupport support) {
    this.environment = environment;
    this.strict = strict;
    this.support = support;
  }

  /**
   * A loader for whoever opens no connection.
   *
   * @param environment a variable's value, null if it is not set
   * @param strict whether a known key without effect is an error
   */
  public ConfigLoader(Function<String, @Nullable String> environment, boolean strict) {
    this(environment, strict, TransportSupport.ASSUMED);
  }

  /** A loader with the environment of this process. */
  public static ConfigLoader ofProcess(boolean strict) {
    return new ConfigLoader(System::getenv, strict);
  }

  /** The same for whoever connects: protection that the machine cannot give is an error. */
  public ConfigLoader connectingWith(TransportSupport machine) {
    return new ConfigLoader(environment, strict, machine);
  }

  /**
   * Loads a file.
   *
   * @param path as the user gave it; problems name it so
   */
  public LoadedConfig load(Path path) {
    Problems problems = new Problems(strict);
    Optional<DaemonConfig> config = new Load(path, problems).run();
    String file = path.toString();
    if (problems.hasErrors() || config.isEmpty()) {
      return LoadedConfig.refused(
          file, problems.sorted(), problems.errorCount(), problems.warningCount());
    }
    return LoadedConfig.usable(file, problems.sorted(), problems.warningCount(), config.get());
  }

  /** One load under way. */
  private final class Load {

    private final InputFile main;
    private final Path folder;
    private final Problems problems;
    private final YamlReader yaml;

    Load(Path path, Problems problems) {
      this.main = new InputFile(path);
      Path parent = path.getParent();
      this.folder = parent == null ? Path.of("") : parent;
      this.problems = problems;
      this.yaml = new YamlReader(new Substitution(folder, environment, problems), problems);
    }

    Optional<DaemonConfig> run() {
      Position start = Position.startOf(main.name());
      YamlMapping root = readYaml(main, start, "speaker: {asn: 64500, router-id: 192.0.2.1}");
      if (root == null) {
        return Optional.empty();
      }
      MainFile file = MainFile.read(main.name(), root, folder, support, problems);
      new Includes(main.path(), folder, problems)
          .find(file.includes())
          .forEach((path, include) -> readIncluded(new InputFile(path), include, file));
      List<RegisteredPrefix> prefixes = file.book().close();
      return problems.hasErrors() ? Optional.empty() : file.config(prefixes);
    }

    private void readIncluded(InputFile input, Include include, MainFile file) {
      problems.opened(input.name());
      file.book().beginFile(input.name());
      String name = input.name();
      if (name.endsWith(".yaml") || name.endsWith(".yml")) {
        YamlMapping root = readYaml(input, include.position(), "registrations: [...]");
        if (root != null) {
          new RegistrationsSection(file.book()).readIncluded(root, problems);
        }
      } else if (name.endsWith(".csv") || name.endsWith(".csv.gz")) {
        input.read(include.position(), problems, in -> readCsv(input, in, file));
      } else {
        problems.error(
            include.position(),
            "include: " + Quoted.of(name) + " is neither YAML nor CSV by its name",
            "name it .yaml, .yml, .csv or .csv.gz");
      }
    }

    private void readCsv(InputFile input, InputStream in, MainFile file) throws IOException {
      InputStream plain = input.name().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
      InputStreamReader reader = new InputStreamReader(plain, StandardCharsets.UTF_8);
      CsvRegistrations.read(input.name(), reader, file.book(), problems);
    }

    /** Null after a problem was reported. */
    private @Nullable YamlMapping readYaml(InputFile input, Position position, String example) {
      YamlNode[] root = new YamlNode[1];
      long errors = problems.errorCount();
      input.read(position, problems, in -> root[0] = yaml.read(input.name(), in));
      if (root[0] instanceof YamlMapping mapping) {
        return mapping;
      }
      if (root[0] != null) {
        problems.error(
            root[0].position(),
            "the file must be a mapping, not " + root[0].shape(),
            "such as " + example);
      } else if (problems.errorCount() == errors) {
        problems.error(Position.startOf(input.name()), "the file is empty", "such as " + example);
      }
      return null;
    }
  }
}
