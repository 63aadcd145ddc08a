package io.prefixwatch.daemon.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka cluster.
 *
 * @param brokers to begin with, at least one
 * @param topic that records are sent to
 * @param transport {@link Transport#TLS} or {@link Transport#TCP}
 * @param tls whom to trust for the first
 * @param credentials for SASL; null for none
 * @param mechanism of SASL, such as {@code SCRAM-SHA-512}
 */
public record KafkaSettings(
    List<HostPort> brokers,
    String topic,
    Transport transport,
    TlsFiles tls,
    @Nullable Credentials credentials,
    String mechanism) {

  public KafkaSettings {
    brokers = List.copyOf(brokers);
  }
}
