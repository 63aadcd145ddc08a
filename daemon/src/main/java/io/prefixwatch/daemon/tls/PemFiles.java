package io.prefixwatch.daemon.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads PEM files (RFC 7468); every refusal is one line that says which file and why. */
public final class PemFiles {

  /** Of a store that is in memory only, where it keeps nobody out. */
  public static final String PASSWORD = "memory";

  private static final int LARGEST = 1 << 20;
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private PemFiles() {}

  /**
   * What one side of a connection shows: a certificate with its chain, and its key.
   *
   * @param certificate its own first, then those that signed it
   * @param key its private key, PKCS #8, without a password
   * @return a key store with one entry, whose password is {@link #PASSWORD}
   * @throws IOException if they cannot be used; says why
   */
  public static KeyStore identity(Path certificate, Path key) throws IOException {
    List<Certificate> chain = certificates(certificate);
    PublicKey shown = chain.get(0).getPublicKey();
    PrivateKey secret = privateKey(key, shown.getAlgorithm());
    try {
      if (!fits(secret, shown)) {
        throw new IOException(key + " is not the key of " + certificate);
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "server", secret, PASSWORD.toCharArray(), chain.toArray(new Certificate[0]));
      return store;
    } catch (GeneralSecurityException e) {
      throw new IOException(key + " cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * What is trusted in place of the machine's authorities.
   *
   * @throws IOException if they cannot be used; says why
   */
  public static KeyStore authorities(Path file) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (Certificate authority : certificates(file)) {
        store.setCertificateEntry("ca-" + store.size(), authority);
      }
      return store;
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static List<Certificate> certificates(Path file) throws IOException {
    byte[] octets = read(file);
    try {
      List<Certificate> found =
          new ArrayList<>(
              CertificateFactory.getInstance("X.509")
                  .generateCertificates(new ByteArrayInputStream(octets)));
      if (!found.isEmpty()) {
        return found;
      }
    } catch (CertificateException e) {
      throw new IOException(file + " holds no certificate that can be read (PEM)", e);
    }
    throw new IOException(file + " holds no certificate (PEM)");
  }

  private static PrivateKey privateKey(Path file, String algorithm) throws IOException {
    String text = new String(read(file), StandardCharsets.ISO_8859_1);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(
          file + " holds no private key (PEM, PKCS #8, no password)" + hint(text));
    }
    try {
      byte[] key = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw new IOException(
          file + " holds no private key of the certificate's kind, " + algorithm, e);
    }
  }

  private static String hint(String text) {
    return text.contains("PRIVATE KEY-----")
        ? "; openssl pkcs8 -topk8 -nodes -in OLD -out NEW makes one of it"
        : "";
  }

  private static byte[] read(Path file) throws IOException {
    byte[] octets;
    try (InputStream in = Files.newInputStream(file)) {
      octets = in.readNBytes(LARGEST + 1);
    } catch (NoSuchFileException e) {
      throw new IOException(file + " is not there", e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + " cannot be read: permission denied", e);
    } catch (IOException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
    if (octets.length > LARGEST) {
      throw new IOException(file + " is larger than 1 MiB");
    }
    return octets;
  }

  private static boolean fits(PrivateKey secret, PublicKey shown) throws GeneralSecurityException {
    String algorithm =
        switch (shown.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> shown.getAlgorithm();
        };
    byte[] text = {1, 2, 3};
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(secret);
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(shown);
    signature.update(text);
    return signature.verify(signed);
  }
}
