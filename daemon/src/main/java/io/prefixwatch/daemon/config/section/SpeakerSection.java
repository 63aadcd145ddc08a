package io.prefixwatch.daemon.config.section;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.net.RouterId;
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
    if (asn == null || routerId == null || holdTime == null) {
      return null;
    }
    return new SpeakerSettings(new Speaker(asn, routerId, prefixes), listen, holdTime);
  }
}
