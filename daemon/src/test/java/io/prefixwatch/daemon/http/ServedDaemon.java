package io.prefixwatch.daemon.http;

import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.daemon.Application;
import io.prefixwatch.daemon.config.load.ConfigLoader;
import io.prefixwatch.daemon.fixture.RunningDaemon;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A daemon in this process with its HTTP side on a port of loopback, and a client. */
public final class ServedDaemon implements AutoCloseable {

  public static final String CONFIG =
      """
      speaker: {asn: 64500, router-id: 192.0.2.1, listen: ["127.0.0.1:0"]}
      sites: [{id: lon1}]
      partners: [{id: acme, asns: [64496]}]
      sessions:
        - {id: acme-a, partner: acme, site: lon1, peer: {address: 127.0.0.2, asn: 64496}}
        - {id: acme-b, partner: acme, site: lon1, peer: {address: 127.0.0.3, asn: 64496}}
      detection: {hold-down: {close: 0s, availability: 0s, redundancy: 0s}}
      registrations:
        - {id: contoso, partner: acme, prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]}
      """;

  public static final String OPEN = CONFIG + "http: {listen: \"127.0.0.1:0\"}\n";
  public static final String WRITABLE =
      CONFIG
          + """
          http:
            listen: "127.0.0.1:0"
            tokens: [{token: reader}, {token: writer, scope: write}]
          store: {path: store}
          """;
  public static final String STORED = OPEN + "store: {path: store}\n";

  /** Where the configuration stands in the folder; a reload reads it again. */
  static final String FILE = "main.yaml";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Application application;
  private final List<ScriptedSpeaker> peers = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();

  private ServedDaemon(Application application) {
    this.application = application;
  }

  public static ServedDaemon start(Path folder, String yaml)
      throws IOException, InterruptedException {
    Application application =
        Application.of(RunningDaemon.load(folder, yaml), OutputStream.nullOutputStream());
    application.reloadingFrom(() -> ConfigLoader.ofProcess(false).load(folder.resolve(FILE)));
    application.start();
    return new ServedDaemon(application);
  }

  public Application application() {
    return application;
  }

  public InetSocketAddress address() {
    return Objects.requireNonNull(application.httpAddress());
  }

  /** Where it serves, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + address().getPort();
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send(path, "GET", headers);
  }

  HttpResponse<String> send(String path, String method, String... headers)
      throws IOException, InterruptedException {
    return send(path, method, BodyPublishers.noBody(), headers);
  }

  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send(path, "POST", BodyPublishers.ofString(body), headers);
  }

  private HttpResponse<String> send(
      String path, String method, BodyPublisher body, String... headers)
      throws IOException, InterruptedException {
    URI uri = URI.create(url() + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return json(get(path));
  }

  static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }

  /** A session of the partner from this address, which is up. */
  public ScriptedSpeaker connect(String from) throws IOException {
    ScriptedSpeaker peer =
        ScriptedSpeaker.connect(InetAddress.getByName(from), application.listening().get(0));
    peers.add(peer);
    peer.establish(ScriptedSpeaker.plainOpen(64496, from));
    return peer;
  }

  @Override
  public void close() throws IOException {
    for (ScriptedSpeaker peer : peers) {
      peer.close();
    }
    try {
      application.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
