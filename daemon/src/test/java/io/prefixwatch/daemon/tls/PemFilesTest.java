package io.prefixwatch.daemon.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prefixwatch.daemon.config.TlsFiles;
import io.prefixwatch.daemon.fixture.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PEM files, good and bad. */
class PemFilesTest {

  @TempDir private Path folder;

  @Test
  void readsACertificateAndItsKeyOfEachKind() throws Exception {
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      TestCertificate.make(folder, algorithm, algorithm);

      assertThat(PemFiles.identity(pem(algorithm), pem(algorithm + "-key")).size()).isEqualTo(1);
    }
    assertThat(TlsContexts.of(new TlsFiles(pem("EC"), null, null)).getProtocol()).isEqualTo("TLS");
    refuses(pem("RSA"), pem("EC-key"), "EC-key.pem holds no private key of the certificate's kind");
  }

  @Test
  void refusesWhatIsNoneOfItInOneLine() throws Exception {
    TestCertificate.make(folder, "one", "EC");
    TestCertificate.make(folder, "other", "EC");
    Path key = pem("one-key");
    String text = Files.readString(key);
    Path none = Files.writeString(folder.resolve("none"), "nothing\n");
    Path damaged = Files.writeString(folder.resolve("damaged"), text.replace("\nM", "\n!"));
    Path cut = Files.writeString(folder.resolve("cut"), text.substring(0, 60));
    Path old = Files.writeString(folder.resolve("old"), text.replace("PRIVATE", "EC PRIVATE"));

    refuses(pem("one"), pem("other-key"), "other-key.pem is not the key of ");
    refuses(pem("missing"), key, "missing.pem is not there");
    refuses(pem("one"), folder.resolve("missing"), "missing is not there");
    refuses(none, key, "none holds no certificate");
    refuses(key, key, "one-key.pem holds no certificate");
    refuses(pem("one"), none, "none holds no private key");
    refuses(pem("one"), cut, "cut holds no private key");
    refuses(pem("one"), damaged, "damaged holds no private key");
    refuses(pem("one"), old, "openssl pkcs8 -topk8");
    refuses(pem("one"), folder, "cannot be read");
    assertThatThrownBy(() -> PemFiles.authorities(none)).isInstanceOf(IOException.class);
  }

  private Path pem(String name) {
    return folder.resolve(name + ".pem");
  }

  private static void refuses(Path certificate, Path key, String message) {
    assertThatThrownBy(() -> PemFiles.identity(certificate, key))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }
}
