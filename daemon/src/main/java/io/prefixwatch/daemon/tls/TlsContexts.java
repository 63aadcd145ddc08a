package io.prefixwatch.daemon.tls;

import io.prefixwatch.daemon.config.TlsFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** What a TLS connection trusts and shows, from PEM files. They are read for each connection. */
public final class TlsContexts {

  private TlsContexts() {}

  /**
   * Reads the files.
   *
   * @throws IOException if one cannot be read, or holds something else; names it
   */
  public static SSLContext of(TlsFiles files) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          files.certificate() == null || files.key() == null
              ? null
              : keys(files.certificate(), files.key()),
          files.ca() == null ? null : trust(files.ca()),
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private static TrustManager[] trust(Path ca) throws IOException, GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(PemFiles.authorities(ca));
    return factory.getTrustManagers();
  }

  private static KeyManager[] keys(Path chain, Path key)
      throws IOException, GeneralSecurityException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(PemFiles.identity(chain, key), PemFiles.PASSWORD.toCharArray());
    return factory.getKeyManagers();
  }
}
