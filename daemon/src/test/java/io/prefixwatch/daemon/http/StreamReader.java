package io.prefixwatch.daemon.http;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the stream with a thread that reads. */
final class StreamReader implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * A record, or what has only an id.
   *
   * @param event empty for none, so are the others
   */
  record Frame(String event, String id, String data) {
    JsonNode json() {
      return JSON.readTree(data);
    }
  }

  private final HttpResponse<InputStream> answer;
  private final List<Frame> frames = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::read, "stream-reader");
  private volatile boolean ended;

  private StreamReader(HttpResponse<InputStream> answer) {
    this.answer = answer;
    thread.setDaemon(true);
    thread.start();
  }

  static StreamReader open(ServedDaemon daemon, String query, String... headers)
      throws IOException, InterruptedException {
    URI uri = URI.create(daemon.url() + "/api/v1/stream" + query);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return new StreamReader(
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream()));
  }

  int status() {
    return answer.statusCode();
  }

  String type() {
    return answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
  }

  boolean ended() {
    return ended;
  }

  /** The id that the stream begins with. */
  String greeting() {
    await().until(() -> !frames.isEmpty());
    return frames.get(0).id();
  }

  /** The records that have come, without the greeting. */
  List<Frame> records() {
    return frames.stream().filter(frame -> !frame.event().isEmpty()).toList();
  }

  /** The same, once there are so many. */
  List<Frame> records(int many) {
    await().until(() -> records().size() >= many);
    return records();
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      String event = "";
      String id = "";
      String data = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          if (!event.isEmpty() || !id.isEmpty() || frames.isEmpty()) {
            frames.add(new Frame(event, id, data));
          }
          event = "";
          id = "";
          data = "";
        } else if (line.startsWith("event: ")) {
          event = line.substring(7);
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        }
      }
    } catch (IOException e) {
      // The end of it, from either side.
    }
    ended = true;
  }

  @Override
  public void close() throws IOException {
    answer.body().close();
  }
}
