package io.prefixwatch.daemon.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** Self-signed certificates for 127.0.0.1, made by the JDK's keytool. */
public final class TestCertificates {

  private static final String PASSWORD = "changeit";
  private static final String ALIAS = "server";

  private TestCertificates() {}

  /**
   * Writes {@code NAME.pem} and {@code NAME-key.pem}.
   *
   * @param algorithm RSA, EC or Ed25519
   */
  public static void write(Path folder, String name, String algorithm) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD,
                    "-alias",
                    ALIAS,
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-keyalg",
                    algorithm))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    export(store, folder, name);
  }

  private static void export(Path file, Path folder, String name)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    byte[] key = store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
    byte[] certificate = store.getCertificate(ALIAS).getEncoded();
    Files.writeString(folder.resolve(name + ".pem"), pem("CERTIFICATE", certificate));
    Files.writeString(folder.resolve(name + "-key.pem"), pem("PRIVATE KEY", key));
  }

  private static String pem(String label, byte[] octets) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, text, label);
  }
}
