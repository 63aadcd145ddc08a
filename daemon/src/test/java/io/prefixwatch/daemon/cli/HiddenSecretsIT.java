package io.prefixwatch.daemon.cli;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.daemon.fixture.DaemonProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of secret, given in every way, and everything that the program says. */
class HiddenSecretsIT {

  /** In each secret, so that one look finds any. */
  private static final String MARK = "hush-hush";

  private static final String NEEDLE = "(?i)hush";
  private static final Pattern SERVED = Pattern.compile("http-listening address=([0-9.:]+)");

  private static final String CONFIG =
      """
      speaker: {asn: 64500, router-id: 192.0.2.1, listen: ["127.0.0.1:0"]}
      sites: [{id: lon1}]
      partners: [{id: acme, asns: [64496]}]
      sessions:
        - {id: inline, partner: acme, site: lon1, peer: {address: 127.0.0.2, asn: 64496}, password: hush-hush-1}
        - {id: open, partner: acme, site: lon1, peer: {address: 127.0.0.4, asn: 64496}}
        - id: file
          partner: acme
          site: lon1
          peer: {address: 127.0.0.3, asn: 64496, active: true, port: 9}
          password: "${file:keys/acme}"
      registrations:
        - {id: contoso, partner: acme, prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]}
      store: {path: state}
      http:
        listen: "127.0.0.1:0"
        tokens: [{token: "${env:API_TOKEN}", scope: write}, {token: hush-hush-2}]
      sinks:
        - {name: soc, type: webhook, url: "http://127.0.0.1:9/T0/hush-hush-3", secret: "${env:HOOK_SECRET}", allow: [127.0.0.0/8], insecure: true}
        - {name: noc, type: webhook, url: "${env:HOOK_URL}", secret: hush-hush-4, allow: [127.0.0.0/8], insecure: true}
      """;

  @TempDir private Path temp;
  private int runs;

  private DaemonProcess start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "API_TOKEN=" + MARK + "-5",
                "HOOK_SECRET=" + MARK + "-6",
                "HOOK_URL=http://127.0.0.1:9/T1/" + MARK + "-7",
                "PREFIXWATCH_LOG_LEVEL=DEBUG",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                DaemonProcess.JAR.toString()));
    command.addAll(List.of(arguments));
    return DaemonProcess.start(Files.createDirectory(temp.resolve("run" + runs++)), command);
  }

  private Path write(String name, String text) throws IOException {
    Files.createDirectories(temp.resolve("keys"));
    Files.writeString(temp.resolve("keys/acme"), MARK + "-8\n");
    return Files.writeString(temp.resolve(name), text);
  }

  @Test
  void areInNothingThatTheDaemonSays() throws Exception {
    Path config = write("main.yaml", CONFIG);
    try (DaemonProcess daemon = start("run", "-c", config.toString());
        ScriptedSpeaker peer =
            ScriptedSpeaker.connect(InetAddress.getByName("127.0.0.4"), daemon.awaitListening())) {
      peer.establish(ScriptedSpeaker.plainOpen(64496, "192.0.2.4"));
      post(daemon, "/api/v1/silences", "{\"wrong\":1}");
      for (String page :
          List.of("status", "sessions", "sessions/inline", "prefixes", "incidents", "alerts")) {
        assertThat(get(daemon, "/api/v1/" + page)).isNotEmpty().doesNotContainPattern(NEEDLE);
      }
      assertThat(get(daemon, "/metrics")).contains("sink=\"soc\"").doesNotContainPattern(NEEDLE);
      // An alert makes the webhooks fail, aloud.
      peer.send(anUpdate().announcing("203.0.113.0/24").via(64496, 64666));
      daemon.awaitStderr("event=sink-failing");
      Files.writeString(config, CONFIG.replace("hush-hush-1", "hush-hush-9"));
      daemon.signal("HUP");
      daemon.awaitStderr("event=reloaded");
      Files.writeString(config, CONFIG.replace("password: hush-hush-1", "pasword: hush-hush-1"));
      daemon.signal("HUP");
      daemon.awaitStderr("event=reload-refused");
      daemon.signal("TERM");
      daemon.exitCode();
      assertThat(daemon.err() + daemon.out()).doesNotContainPattern(NEEDLE);
    }
  }

  @Test
  void areInNothingThatTheCommandsSay() throws Exception {
    Path first = write("first.yaml", CONFIG);
    Path second = write("second.yaml", CONFIG.replaceAll("hush-hush-(\\d)", "hush-hush-1$1"));
    Path wrong =
        write(
            "wrong.yaml",
            CONFIG
                .replace("password: hush-hush-1", "password: [hush-hush-1]")
                .replace("{token: hush-hush-2}", "{token: hush-hush-2, scope: hush}")
                .replace("secret: hush-hush-4", "secret: {a: hush-hush-4}"));

    assertThat(said(ExitCode.OK, "validate", "-c", first.toString()))
        .contains("ok")
        .doesNotContainPattern(NEEDLE);
    assertThat(said(ExitCode.FAILURE, "diff", first.toString(), second.toString()))
        .contains("inline")
        .doesNotContainPattern(NEEDLE);
    // A value that may be anything is quoted, so that its place can be found; secrets may not be.
    assertThat(said(ExitCode.USAGE, "validate", "-c", wrong.toString()))
        .contains("password", "secret")
        .doesNotContain(MARK);
  }

  private String said(int exitCode, String... arguments) throws Exception {
    try (DaemonProcess command = start(arguments)) {
      assertThat(command.exitCode()).as(command.err()).isEqualTo(exitCode);
      return command.out() + command.err();
    }
  }

  private static String get(DaemonProcess daemon, String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(daemon, path)).GET());
  }

  private static void post(DaemonProcess daemon, String path, String body) throws Exception {
    String answer =
        send(
            HttpRequest.newBuilder(uri(daemon, path))
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer).doesNotContainPattern(NEEDLE);
  }

  private static String send(HttpRequest.Builder request) throws Exception {
    request.header("Authorization", "Bearer " + MARK + "-5");
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).body();
  }

  private static URI uri(DaemonProcess daemon, String path) {
    Matcher address = SERVED.matcher(daemon.err());
    assertThat(address.find()).as(daemon.err()).isTrue();
    return URI.create("http://" + address.group(1) + path);
  }
}
