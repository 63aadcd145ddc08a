package io.prefixwatch.daemon.config;

import io.prefixwatch.bgp.net.Prefix;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where alert lines go. */
public sealed interface SinkSettings {

  /** Unique among sinks. */
  String name();

  /** Whether events go there too, beside alerts. */
  boolean events();

  /** Which alerts go there. */
  SinkFilter match();

  /**
   * Standard output.
   *
   * @param name unique among sinks
   * @param events whether events go there too
   * @param match which alerts go there
   */
  record Stdout(String name, boolean events, SinkFilter match) implements SinkSettings {}

  /**
   * A file that lines are appended to.
   *
   * @param name unique among sinks
   * @param path absolute, or relative to the working folder if the configuration file's was
   * @param events whether events go there too
   * @param match which alerts go there
   */
  record LineFile(String name, Path path, boolean events, SinkFilter match)
      implements SinkSettings {}

  /**
   * A URL that each record is posted to.
   *
   * @param name unique among sinks
   * @param events whether events go there too
   * @param match which alerts go there
   * @param url https, or http where the configuration says that this is meant
   * @param secret signs each request; null for none
   * @param allow addresses that are not public and may be posted to all the same
   */
  record Webhook(
      String name,
      boolean events,
      SinkFilter match,
      URI url,
      @Nullable Secret secret,
      List<Prefix> allow)
      implements SinkSettings {

    public Webhook {
      allow = List.copyOf(allow);
    }
  }
}
