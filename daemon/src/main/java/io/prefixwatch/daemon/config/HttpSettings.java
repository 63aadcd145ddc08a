package io.prefixwatch.daemon.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP side.
 *
 * @param listen where it waits for connections
 * @param tokens who may use the API; nobody is asked while there is none, and then may only read
 * @param tls what it shows over TLS; null for plain text
 */
public record HttpSettings(ListenAddress listen, List<Token> tokens, @Nullable ListenerTls tls) {

  public HttpSettings {
    tokens = List.copyOf(tokens);
  }

  /** What a bearer of a token may do; who may write may read. */
  public enum Scope {
    READ,
    WRITE
  }

  /** A token and what it allows. */
  public record Token(Secret secret, Scope scope) {}
}
