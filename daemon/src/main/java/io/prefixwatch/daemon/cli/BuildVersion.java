package io.prefixwatch.daemon.cli;

import io.prefixwatch.daemon.config.BuildFacts;
import picocli.CommandLine.IVersionProvider;

/** What was built from what: printed by {@code --version}. */
public final class BuildVersion implements IVersionProvider {

  private final BuildFacts build = new BuildFacts();

  /** The version alone, such as {@code 0.1.0}. */
  public String version() {
    return build.version();
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "prefixwatch "
          + version()
          + " (commit "
          + build.known("commit")
          + ", "
          + build.known("commit-time")
          + ")",
      "Java " + Runtime.version() + ", Netty " + build.known("netty")
    };
  }
}
