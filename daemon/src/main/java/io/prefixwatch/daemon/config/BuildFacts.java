package io.prefixwatch.daemon.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What was built from what. */
public final class BuildFacts {

  private final Properties build = new Properties();

  public BuildFacts() {
    try (InputStream in = BuildFacts.class.getResourceAsStream("/prefixwatch-build.properties")) {
      if (in != null) {
        build.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The version alone, such as {@code 0.1.0}. */
  public String version() {
    return known("version");
  }

  /** A value the build filled in; a source archive without a repository leaves placeholders. */
  public String known(String key) {
    String value = build.getProperty(key, "unknown");
    return value.startsWith("${") ? "unknown" : value;
  }
}
