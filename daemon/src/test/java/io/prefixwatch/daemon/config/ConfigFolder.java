package io.prefixwatch.daemon.config;

import io.prefixwatch.daemon.config.load.ConfigLoader;
import io.prefixwatch.daemon.config.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A folder with configuration files, and what loading them says. */
public final class ConfigFolder {

  /** A main file that says nothing but who we are. */
  public static final String SPEAKER = "speaker: {asn: 64500, router-id: 192.0.2.1}\n";

  /** A site, a partner and its session: what most registrations need. */
  public static final String LONDON =
      SPEAKER
          + """
          sites: [{id: lon1}]
          partners: [{id: acme, asns: [64496]}]
          sessions: [{id: a, partner: acme, site: lon1, peer: {address: 192.0.2.9, asn: 64496}}]
          """;

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private boolean strict;

  public ConfigFolder(Path folder) {
    this.folder = folder;
  }

  public Path path(String name) {
    return folder.resolve(name);
  }

  public ConfigFolder file(String name, String text) {
    try {
      Path path = path(name);
      Files.createDirectories(path.getParent());
      Files.write(path, text.getBytes(StandardCharsets.UTF_8));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ConfigFolder zipped(String name, String text) {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path(name)))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ConfigFolder main(String text) {
    return file("main.yaml", text);
  }

  public ConfigFolder variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public ConfigFolder strict() {
    strict = true;
    return this;
  }

  public LoadedConfig load() {
    return new ConfigLoader(environment::get, strict).load(path("main.yaml"));
  }

  /** The configuration, which must have no error. */
  public DaemonConfig config() {
    LoadedConfig loaded = load();
    return loaded.config().orElseThrow(() -> new AssertionError(loaded.problems().toString()));
  }

  /** All problems as printed, with names relative to the folder. */
  public List<String> problems() {
    return load().problems().stream().map(this::line).toList();
  }

  /** The errors only. */
  public List<String> errors() {
    return problems().stream().filter(line -> !line.contains(": warning: ")).toList();
  }

  private String line(Problem problem) {
    return problem.toLine().replace(folder + "/", "");
  }
}
