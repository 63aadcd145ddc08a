package io.prefixwatch.daemon.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Files in PEM for a TLS connection that we open.
 *
 * @param ca whom to trust; null for whom the Java runtime trusts
 * @param certificate ours with its chain; null for none
 * @param key to our certificate, PKCS #8; null for none
 */
public record TlsFiles(@Nullable Path ca, @Nullable Path certificate, @Nullable Path key) {

  /** Whom the Java runtime trusts, without a certificate of ours. */
  public static final TlsFiles NONE = new TlsFiles(null, null, null);
}
