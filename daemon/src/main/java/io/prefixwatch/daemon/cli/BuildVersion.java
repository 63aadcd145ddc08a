package io.prefixwatch.daemon.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What was built from what: printed by {@code --version}. */
public final class BuildVersion implements IVersionProvider {

  private final Properties build = new Properties();

  public BuildVersion() {
    try (InputStream in = BuildVersion.class.getResourceAsStream("/prefixwatch-build.properties")) {
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

  @Override
  public String[] getVersion() {
    return new String[] {
      "prefixwatch "
          + version()
          + " (commit "
          + known("commit")
          + ", "
          + known("commit-time")
          + ")",
      "Java " + Runtime.version() + ", Netty " + known("netty")
    };
  }

  /** A value the build filled in; a source archive without a repository leaves placeholders. */
  private String known(String key) {
    String value = build.getProperty(key, "unknown");
    return value.startsWith("${") ? "unknown" : value;
  }
}
