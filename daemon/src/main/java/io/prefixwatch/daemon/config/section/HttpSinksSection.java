package io.prefixwatch.daemon.config.section;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.HttpTarget;
import io.prefixwatch.daemon.config.Secret;
import io.prefixwatch.daemon.config.SinkCommon;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.config.schema.BadValue;
import io.prefixwatch.daemon.config.schema.BgpValues;
import io.prefixwatch.daemon.config.schema.Values;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sinks that post to a URL. Each is null after a problem was reported. */
final class HttpSinksSection {

  private static final String BASE64_SECRET = "whsec_";

  private static final URI PAGERDUTY = URI.create("https://events.pagerduty.com/v2/enqueue");

  private HttpSinksSection() {}

  static @Nullable SinkSettings webhook(MappingReader entry, SinkCommon common) {
    Secret secret = entry.get("secret", HttpSinksSection::secret);
    HttpTarget target = target(entry, "https://soc.example/hook");
    return target == null ? null : new SinkSettings.Webhook(common, target, secret);
  }

  static @Nullable SinkSettings alertmanager(MappingReader entry, SinkCommon common) {
    Duration resend = entry.get("resend", Values.durationFrom(Duration.ofSeconds(1)));
    HttpTarget target = target(entry, "https://alerts.example/api/v2/alerts");
    return target == null || resend == null
        ? null
        : new SinkSettings.Alertmanager(common, target, resend);
  }

  static @Nullable SinkSettings chat(
      MappingReader entry, SinkCommon common, SinkSettings.Chat.Style style) {
    HttpTarget target = target(entry, "${file:secrets/chat-url}");
    return target == null ? null : new SinkSettings.Chat(common, target, style);
  }

  static @Nullable SinkSettings pagerDuty(MappingReader entry, SinkCommon common) {
    Secret key = entry.get("routing-key", HttpSinksSection::routingKey);
    if (!entry.has("routing-key")) {
      entry.missing("routing-key", "expected: routing-key: \"${env:PAGERDUTY_KEY}\"");
    }
    for (String loud : List.of("events", "heartbeat")) {
      if (entry.has(loud) && !entry.written(loud).equals("false")) {
        entry.error(loud, "each would wake somebody", "give them to another sink");
      }
    }
    HttpTarget target = entry.has("url") ? target(entry, "") : new HttpTarget(PAGERDUTY, List.of());
    return target == null || key == null ? null : new SinkSettings.PagerDuty(common, target, key);
  }

  private static Secret routingKey(String text) throws BadValue {
    if (!text.matches("[A-Za-z0-9]{20,64}")) {
      throw BadValue.ofSecret(
          "is not a routing key", "the 32 letters and digits of an integration");
    }
    return Secret.of(text);
  }

  /**
   * Where it posts to.
   *
   * @param example for whoever wrote none
   */
  private static @Nullable HttpTarget target(MappingReader entry, String example) {
    URI url = entry.get("url", HttpSinksSection::url);
    List<Prefix> allow = entry.list("allow", BgpValues::prefix);
    Boolean insecure = entry.get("insecure", Values::bool);
    if (!entry.has("url")) {
      entry.missing("url", "expected: url: \"" + example + "\"");
    }
    if (url == null || insecure == null) {
      return null;
    }
    if (!insecure && url.getScheme().equals("http")) {
      entry.error(
          "url",
          "is not encrypted: anybody on the way can read and change alerts",
          "write https, or insecure: true if that is meant");
      return null;
    }
    return new HttpTarget(url, allow);
  }

  private static URI url(String text) throws BadValue {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      throw BadValue.of("is not a URL", "expected https://host/path");
    }
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if ((!scheme.equals("https") && !scheme.equals("http")) || url.getHost() == null) {
      throw BadValue.of("is not a URL of a web server", "expected https://host/path");
    }
    if (url.getUserInfo() != null) {
      throw BadValue.ofSecret("holds a password", "leave it out; the secret signs each request");
    }
    return url;
  }

  /** As Standard Webhooks writes it, or any other text. */
  private static Secret secret(String text) throws BadValue {
    try {
      return text.startsWith(BASE64_SECRET)
          ? Secret.of(Base64.getDecoder().decode(text.substring(BASE64_SECRET.length())))
          : Secret.of(text);
    } catch (IllegalArgumentException e) {
      throw BadValue.ofSecret(
          "is not a webhook's secret", "whsec_ and Base64, or a text, of 1 to 80 octets");
    }
  }
}
