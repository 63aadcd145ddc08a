package io.prefixwatch.daemon.config;

import io.prefixwatch.monitor.registry.Speaker;
import java.time.Duration;
import java.util.List;

/**
 * Our end of every session.
 *
 * @param identity who we are
 * @param listen where peers may connect; empty if they never do
 * @param holdTime what we propose in OPEN: 0 for no timer, else 3 s to 65535 s, whole seconds
 */
public record SpeakerSettings(Speaker identity, List<ListenAddress> listen, Duration holdTime) {

  public SpeakerSettings {
    listen = List.copyOf(listen);
  }
}
