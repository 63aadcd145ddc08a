package io.prefixwatch.daemon.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where alert lines go. */
public sealed interface SinkSettings {

  /** What every sink has. */
  SinkCommon common();

  /** Unique among sinks. */
  default String name() {
    return common().name();
  }

  /** Whether events go there too, beside alerts. */
  default boolean events() {
    return common().events();
  }

  /** Which alerts go there. */
  default SinkFilter match() {
    return common().match();
  }

  /** Standard output. */
  record Stdout(SinkCommon common) implements SinkSettings {}

  /**
   * A file that lines are appended to.
   *
   * @param path absolute, or relative to the working folder if the configuration file's was
   */
  record LineFile(SinkCommon common, Path path) implements SinkSettings {}

  /**
   * A URL that each record is posted to.
   *
   * @param secret signs each request; null for none
   */
  record Webhook(SinkCommon common, HttpTarget target, @Nullable Secret secret)
      implements SinkSettings {}
}
