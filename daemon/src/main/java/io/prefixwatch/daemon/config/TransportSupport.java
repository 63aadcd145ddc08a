package io.prefixwatch.daemon.config;

import org.jspecify.annotations.Nullable;

/**
 * What the machine can do to protect connections. Each answer is the reason why it cannot, a clause
 * such as {@code the kernel has no TCP-AO}; null if it can.
 */
public interface TransportSupport {

  /** For those who open no connection: everything is taken to be there. */
  TransportSupport ASSUMED =
      new TransportSupport() {
        @Override
        public @Nullable String password() {
          return null;
        }

        @Override
        public @Nullable String tcpAo(AoAlgorithm algorithm) {
          return null;
        }

        @Override
        public @Nullable String ttlSecurity() {
          return null;
        }
      };

  /** TCP MD5 (RFC 2385). */
  @Nullable String password();

  /** TCP-AO (RFC 5925) with this algorithm. */
  @Nullable String tcpAo(AoAlgorithm algorithm);

  /** GTSM (RFC 5082). */
  @Nullable String ttlSecurity();
}
