package io.prefixwatch.daemon.config;

import java.nio.file.Path;

/** Where alert lines go. */
public sealed interface SinkSettings {

  /** Unique among sinks. */
  String name();

  /** Whether events go there too, beside alerts. */
  boolean events();

  /**
   * Standard output.
   *
   * @param name unique among sinks
   * @param events whether events go there too
   */
  record Stdout(String name, boolean events) implements SinkSettings {}

  /**
   * A file that lines are appended to.
   *
   * @param name unique among sinks
   * @param path absolute, or relative to the working folder if the configuration file's was
   * @param events whether events go there too
   */
  record LineFile(String name, Path path, boolean events) implements SinkSettings {}
}
