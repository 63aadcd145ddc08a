package io.prefixwatch.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.fixture.DaemonProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTTP side of the packed jar: what packing may break, and what it costs who wants none. */
class HttpProcessIT {

  private static final String MAIN =
      """
      speaker: {asn: 64500, router-id: 192.0.2.1, listen: ["127.0.0.1:0"]}
      sites: [{id: lon1}]
      partners: [{id: acme, asns: [64496]}]
      sessions: [{id: acme-lon1, partner: acme, site: lon1, peer: {address: 127.0.0.2, asn: 64496}}]
      """;
  private static final String SERVED =
      MAIN
          + """
          http: {listen: "127.0.0.1:0", tokens: [{token: reader}]}
          store: {path: store}
          """;
  private static final Pattern LISTENING =
      Pattern.compile("event=http-listening address=(127\\.0\\.0\\.1:\\d+)");

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir private Path temp;

  private DaemonProcess start(String configuration) throws IOException {
    Path config = Files.writeString(temp.resolve("main.yaml"), configuration);
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xlog:class+load:file=classes.txt",
            "-jar",
            DaemonProcess.JAR.toString(),
            "run",
            "-c",
            config.toString());
    return DaemonProcess.start(temp, command);
  }

  private HttpResponse<String> get(DaemonProcess daemon, String path) throws Exception {
    Matcher address = LISTENING.matcher(daemon.err());
    assertThat(address.find()).as(daemon.err()).isTrue();
    URI uri = URI.create("http://" + address.group(1) + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer reader").build();
    return client.send(request, BodyHandlers.ofString());
  }

  @Test
  void answersEveryPageFromThePackedJar() throws Exception {
    try (DaemonProcess daemon = start(SERVED)) {
      daemon.awaitListening();

      for (String path :
          List.of(
              "/healthz",
              "/metrics",
              "/api/v1/status",
              "/api/v1/sessions/acme-lon1",
              "/api/v1/alerts",
              "/api/v1/incidents",
              "/api/v1/silences",
              "/api/v1/prefixes",
              "/api/v1/routes?prefix=203.0.113.0/24",
              "/schema/alert-v1.json",
              "/schema/event-v1.json",
              "/openapi.yaml")) {
        HttpResponse<String> answer = get(daemon, path);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
      }
      assertThat(get(daemon, "/readyz").statusCode()).isEqualTo(503);
      assertThat(get(daemon, "/api/v1/nothing").body()).contains("\"status\":404");
    }
  }

  @Test
  void asksARunningDaemonFromATerminal() throws Exception {
    Path second = Files.createDirectory(temp.resolve("second"));
    Path token = Files.writeString(temp.resolve("token"), "reader\n");
    try (DaemonProcess daemon = start(SERVED)) {
      daemon.awaitListening();
      Matcher address = LISTENING.matcher(daemon.err());
      assertThat(address.find()).isTrue();
      String url = "http://" + address.group(1);

      try (DaemonProcess sessions =
          DaemonProcess.start(second, "sessions", "--url", url, "--token-file", token.toString())) {
        assertThat(sessions.exitCode()).as(sessions.err()).isEqualTo(ExitCode.OK);
        assertThat(sessions.out()).contains("acme-lon1");
      }
    }
  }

  @Test
  void showsThatAReloadWasRefused() throws Exception {
    try (DaemonProcess daemon = start(SERVED)) {
      daemon.awaitListening();
      Files.writeString(temp.resolve("main.yaml"), SERVED + "sinkz: []\n");
      daemon.signal("HUP");
      daemon.awaitStderr("event=reload-refused");

      assertThat(get(daemon, "/api/v1/status").body())
          .contains("\"generation\":1", "\"last_reload_succeeded\":false");
      assertThat(get(daemon, "/metrics").body())
          .contains("prefixwatch_config_last_reload_successful 0.0");
    }
  }

  @Test
  void loadsNothingOfTheServerUnlessConfigured() throws Exception {
    try (DaemonProcess daemon = start(MAIN)) {
      daemon.awaitListening();

      assertThat(temp.resolve("classes.txt"))
          .content()
          .contains("io.netty")
          .doesNotContain("io.javalin", "org.eclipse.jetty", "kotlin.", "io.prometheus");
    }
  }
}
