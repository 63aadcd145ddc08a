package io.prefixwatch.daemon.config.section;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.bgp.update.ParserPolicy;
import io.prefixwatch.daemon.config.Confederation;
import io.prefixwatch.daemon.config.ListenAddress;
import io.prefixwatch.daemon.config.SpeakerSettings;
import io.prefixwatch.daemon.config.schema.BadValue;
import io.prefixwatch.daemon.config.schema.BgpValues;
import io.prefixwatch.daemon.config.schema.ValueParser;
import io.prefixwatch.daemon.config.schema.Values;
import io.prefixwatch.monitor.registry.Speaker;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code speaker:}. */
final class SpeakerSection {

  /** RFC 4271 section 4.2: zero or at least three seconds, in a field of two octets. */
  private static final ValueParser<Duration> HOLD_TIME =
      text -> {
        Duration time = Values.duration(text);
        boolean fits =
            time.isZero()
                || (time.getSeconds() >= 3 && time.getSeconds() <= 65_535 && time.getNano() == 0);
        if (!fits) {
          throw BadValue.of("is no hold time", "0s for no timer, or whole seconds, 3s to 65535s");
        }
        return time;
      };

  /** A hold time that is one. */
  private static final ValueParser<Duration> MIN_HOLD_TIME =
      text -> {
        Duration time = HOLD_TIME.parse(text);
        if (time.isZero()) {
          throw BadValue.of("is no shortest hold time", "whole seconds, 3s to 65535s");
        }
        return time;
      };

  private SpeakerSection() {}

  /** Null after a problem was reported. */
  static @Nullable SpeakerSettings read(MappingReader top) {
    MappingReader speaker = top.mapping("speaker");
    if (speaker == null) {
      return null;
    }
    Long asn = speaker.get("asn", BgpValues::routerAsn);
    RouterId routerId = speaker.get("router-id", BgpValues::routerId);
    List<Prefix> prefixes = speaker.distinct("prefixes", BgpValues::prefix);
    List<ListenAddress> listen = speaker.distinct("listen", BgpValues::listen);
    Duration holdTime = speaker.get("hold-time", HOLD_TIME);
    Duration minHoldTime = speaker.get("min-hold-time", MIN_HOLD_TIME);
    Confederation confederation = confederation(speaker, asn);
    ParserPolicy parser = ParserSection.read(top);
    if (asn == null
        || routerId == null
        || holdTime == null
        || minHoldTime == null
        || parser == null) {
      return null;
    }
    if (!holdTime.isZero() && holdTime.compareTo(minHoldTime) < 0) {
      speaker.error("min-hold-time", "is longer than hold-time", "at most what we propose");
    }
    return new SpeakerSettings(
        new Speaker(asn, routerId, prefixes), listen, holdTime, minHoldTime, confederation, parser);
  }

  private static @Nullable Confederation confederation(MappingReader speaker, @Nullable Long asn) {
    MappingReader confederation = speaker.mapping("confederation");
    if (confederation == null) {
      return null;
    }
    Long identifier = confederation.get("identifier", BgpValues::routerAsn);
    List<Long> members = confederation.distinct("members", BgpValues::routerAsn);
    if (asn != null && members.contains(asn)) {
      confederation.warning(
          "members",
          "AS " + asn + " is our own",
          "list the other members; a peer of it is internal");
    }
    return identifier == null ? null : new Confederation(identifier, members);
  }
}
