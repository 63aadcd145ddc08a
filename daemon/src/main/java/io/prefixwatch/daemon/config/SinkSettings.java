package io.prefixwatch.daemon.config;

import java.nio.file.Path;
import java.time.Duration;
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
   * @param rotation when it is put aside
   */
  record LineFile(SinkCommon common, Path path, RotationSettings rotation)
      implements SinkSettings {}

  /**
   * A URL that each record is posted to.
   *
   * @param secret signs each request; null for none
   */
  record Webhook(SinkCommon common, HttpTarget target, @Nullable Secret secret)
      implements SinkSettings {}

  /**
   * An Alertmanager.
   *
   * @param resend how often it is told of what is still open; above zero
   */
  record Alertmanager(SinkCommon common, HttpTarget target, Duration resend)
      implements SinkSettings {}

  /**
   * A channel in which people talk.
   *
   * @param style what its webhook takes
   */
  record Chat(SinkCommon common, HttpTarget target, Style style) implements SinkSettings {

    /** What messages look like. */
    public enum Style {
      /** Slack and Mattermost: attachments. */
      SLACK,
      /** A Teams workflow: adaptive cards. */
      TEAMS
    }
  }

  /**
   * A service of PagerDuty.
   *
   * @param routingKey of its integration
   */
  record PagerDuty(SinkCommon common, HttpTarget target, Secret routingKey)
      implements SinkSettings {}

  /** A mail server. */
  record Email(SinkCommon common, EmailSettings mail) implements SinkSettings {}

  /** A topic of a Kafka cluster. */
  record Kafka(SinkCommon common, KafkaSettings cluster) implements SinkSettings {}

  /** A syslog receiver. */
  record Syslog(SinkCommon common, SyslogSettings receiver) implements SinkSettings {}
}
