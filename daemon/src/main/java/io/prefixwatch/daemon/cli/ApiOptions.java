package io.prefixwatch.daemon.cli;

import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.daemon.config.HttpSettings;
import io.prefixwatch.daemon.config.HttpSettings.Scope;
import io.prefixwatch.daemon.config.TlsFiles;
import io.prefixwatch.daemon.json.JsonTree;
import io.prefixwatch.daemon.tls.TlsContexts;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command asks a running daemon. */
final class ApiOptions {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String TOKEN = "PREFIXWATCH_TOKEN";

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "where the daemon's http listens (default: ${DEFAULT-VALUE})")
  private URI url;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "file with the token to show; else the environment's " + TOKEN)
  private @Nullable Path tokenFile;

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = "PEM file with the authorities to trust, in place of the machine's")
  private @Nullable Path authorities;

  @Option(names = "--json", description = "print the answers as they are, a page a line")
  private boolean json;

  /** In place of the file's; null unless another class says so. */
  private @Nullable String secret;

  private @Nullable HttpClient client;

  /** Made by the command line parser. */
  @SuppressWarnings("NullAway.Init")
  ApiOptions() {}

  /** Options that were given otherwise. */
  static ApiOptions at(URI daemon, @Nullable Path token) {
    ApiOptions options = new ApiOptions();
    options.url = daemon;
    options.tokenFile = token;
    return options;
  }

  /** How to tell a daemon something, by its own configuration; empty if nobody may. */
  static Optional<ApiOptions> writingTo(HttpSettings http) {
    Address address = http.listen().address();
    boolean everywhere = address.toString().equals("0.0.0.0") || address.toString().equals("::");
    String host = everywhere ? "127.0.0.1" : address.toString();
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    return http.tokens().stream()
        .filter(token -> token.scope() == Scope.WRITE)
        .findFirst()
        .map(
            token -> {
              String scheme = http.tls() == null ? "http" : "https";
              URI url = URI.create(scheme + "://" + bracketed + ":" + http.listen().port());
              ApiOptions options = at(url, null);
              options.authorities = http.tls() == null ? null : http.tls().certificate();
              options.secret = new String(token.secret().octets(), StandardCharsets.UTF_8);
              return options;
            });
  }

  boolean wantsJson() {
    return json;
  }

  /** A value as it may stand in a query. */
  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /**
   * The answer to a question, one line of JSON.
   *
   * @param path behind {@code /api/v1/}
   * @throws IOException if there is none, or a refusal; says why
   */
  String ask(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(question(path)));
  }

  /** Tells it to do something that needs no more words; the answer is as above. */
  String tell(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(question(path)).POST(BodyPublishers.noBody()));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    request.timeout(PATIENCE);
    String token = token();
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> answer;
    try {
      answer = client().send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      String why = e.getMessage() == null ? "nobody listens there" : e.getMessage();
      throw new IOException("cannot ask the daemon at " + url + ": " + why, e);
    }
    if (answer.statusCode() != 200) {
      throw new IOException(url + " answers " + answer.statusCode() + ": " + detail(answer.body()));
    }
    return answer.body().strip();
  }

  private HttpClient client() throws IOException {
    HttpClient made = client;
    if (made == null) {
      HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
      if (authorities != null) {
        builder.sslContext(TlsContexts.of(new TlsFiles(authorities, null, null)));
      }
      made = builder.build();
      client = made;
    }
    return made;
  }

  private URI question(String path) throws IOException {
    String base = url.toString();
    String slash = base.endsWith("/") ? "" : "/";
    try {
      URI whole = URI.create(base + slash + "api/v1/" + path);
      if (("http".equals(whole.getScheme()) || "https".equals(whole.getScheme()))
          && whole.getHost() != null) {
        return whole;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new IOException(url + " is no URL of a daemon, such as http://127.0.0.1:8080");
  }

  private String token() throws IOException {
    if (secret != null) {
      return secret;
    }
    if (tokenFile == null) {
      String token = System.getenv(TOKEN);
      return token == null ? "" : token.strip();
    }
    try {
      return Files.readString(tokenFile).strip();
    } catch (IOException e) {
      throw new IOException("cannot read the token from " + tokenFile, e);
    }
  }

  private static String detail(String body) {
    try {
      String detail = JsonTree.parse(body).get("detail").text();
      return detail.isEmpty() ? "no reason is given" : detail;
    } catch (IllegalArgumentException e) {
      return "no reason is given";
    }
  }
}
