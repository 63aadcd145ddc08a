package io.prefixwatch.daemon.delivery.sink;

import io.prefixwatch.daemon.config.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** What a TLS connection trusts and shows, from PEM files. They are read for each connection. */
public final class TlsContexts {

  private static final char[] NO_PASSWORD = {};

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
    KeyStore store = empty();
    int number = 0;
    for (Certificate certificate : certificates(ca)) {
      store.setCertificateEntry("ca" + number++, certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager[] keys(Path chain, Path key)
      throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    store.setKeyEntry(
        "own", privateKey(key), NO_PASSWORD, certificates(chain).toArray(Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new IOException(file + " holds no certificate");
      }
      return certificates;
    }
  }

  private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    String begin = "-----BEGIN PRIVATE KEY-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END PRIVATE KEY-----");
    if (from < 0 || to < from) {
      throw new IOException(file + " holds no private key in PKCS #8");
    }
    byte[] octets = Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      PrivateKey key = privateKey(octets, algorithm);
      if (key != null) {
        return key;
      }
    }
    throw new IOException(file + " holds a private key of no known kind");
  }

  private static @Nullable PrivateKey privateKey(byte[] octets, String algorithm)
      throws GeneralSecurityException {
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(octets));
    } catch (InvalidKeySpecException e) {
      return null;
    }
  }
}
