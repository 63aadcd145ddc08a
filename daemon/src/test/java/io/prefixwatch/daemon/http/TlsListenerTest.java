package io.prefixwatch.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.prefixwatch.daemon.config.LoadedConfig;
import io.prefixwatch.daemon.config.TlsFiles;
import io.prefixwatch.daemon.config.load.ConfigLoader;
import io.prefixwatch.daemon.fixture.TestCertificate;
import io.prefixwatch.daemon.tls.TlsContexts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The listener over TLS. */
class TlsListenerTest {

  private static final String TLS =
      ServedDaemon.CONFIG
          + "http: {listen: \"127.0.0.1:0\", tls: {certificate: one.pem, key: one-key.pem}}\n";

  @TempDir private Path folder;

  private static int ask(ServedDaemon daemon, String scheme, Path authorities) throws Exception {
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(TlsContexts.of(new TlsFiles(authorities, null, null)))
            .build();
    URI uri = URI.create(scheme + "://127.0.0.1:" + daemon.address().getPort() + "/healthz");
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).statusCode();
  }

  @Test
  void speaksNothingElseAndShowsARenewedCertificate() throws Exception {
    TestCertificate.make(folder, "one", "EC");
    TestCertificate.make(folder, "other", "RSA");
    Path one = Files.copy(folder.resolve("one.pem"), folder.resolve("trusted.pem"));
    Path other = folder.resolve("other.pem");
    try (ServedDaemon daemon = ServedDaemon.start(folder, TLS)) {
      assertThat(ask(daemon, "https", one)).isEqualTo(200);
      assertThatThrownBy(() -> ask(daemon, "https", other)).isInstanceOf(SSLException.class);
      assertThatThrownBy(() -> ask(daemon, "http", one)).isInstanceOf(IOException.class);

      for (String part : List.of(".pem", "-key.pem")) {
        Files.copy(
            folder.resolve("other" + part),
            folder.resolve("one" + part),
            StandardCopyOption.REPLACE_EXISTING);
      }

      await()
          .ignoreExceptionsInstanceOf(SSLException.class)
          .untilAsserted(() -> assertThat(ask(daemon, "https", other)).isEqualTo(200));
      assertThatThrownBy(() -> ask(daemon, "https", one)).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void saysWhereAFileStandsThatCannotBeUsed() throws Exception {
    TestCertificate.make(folder, "one", "EC");
    TestCertificate.make(folder, "other", "EC");

    assertThat(problems(TLS)).isEmpty();
    assertThat(problems(TLS.replace("one-key", "other-key")))
        .singleElement()
        .asString()
        .contains("main.yaml:10:", "other-key.pem is not the key of");
    assertThat(problems(TLS.replace("one.pem", "missing.pem")))
        .singleElement()
        .asString()
        .contains("main.yaml:10:", "missing.pem is not there");
    assertThat(problems(TLS.replace(", key: one-key.pem", "")))
        .singleElement()
        .asString()
        .contains("key");
  }

  private List<String> problems(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve(ServedDaemon.FILE), yaml);
    LoadedConfig loaded = ConfigLoader.ofProcess(false).load(file);
    return loaded.problems().stream().map(Object::toString).toList();
  }
}
