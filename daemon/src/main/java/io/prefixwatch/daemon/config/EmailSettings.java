package io.prefixwatch.daemon.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail server, and who writes to whom.
 *
 * @param server where it is
 * @param transport {@link Transport#STARTTLS}, {@link Transport#TLS} or {@link Transport#TCP}
 * @param tls whom to trust for the first two
 * @param credentials null for none
 * @param from address of the sender
 * @param to addresses, at least one
 * @param window what is raised within it goes into one mail; zero for a mail each
 */
public record EmailSettings(
    HostPort server,
    Transport transport,
    TlsFiles tls,
    @Nullable Credentials credentials,
    String from,
    List<String> to,
    Duration window) {

  public EmailSettings {
    to = List.copyOf(to);
  }
}
