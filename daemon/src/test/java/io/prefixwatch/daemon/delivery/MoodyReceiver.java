package io.prefixwatch.daemon.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Receives webhooks. It takes most; is busy at times, fails at times, and forgets to answer what it
 * has taken. Of each record it remembers a digest, in the order of the first arrivals.
 */
final class MoodyReceiver implements AutoCloseable {

  private final HttpServer server;
  private final Random mood;
  private final Map<String, String> received = new LinkedHashMap<>();
  private final Set<String> repeated = new HashSet<>();
  private final List<String> changed = new ArrayList<>();

  MoodyReceiver(long seed) throws IOException {
    mood = new Random(seed);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/hook", this::receive);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void receive(HttpExchange exchange) throws IOException {
    String id = exchange.getRequestHeaders().getFirst("webhook-id");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    int status = judge(id, Digest.of(body));
    if (status == 429) {
      exchange.getResponseHeaders().add("Retry-After", "0");
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private synchronized int judge(String id, String digest) {
    int dice = mood.nextInt(100);
    if (dice < 97) {
      String before = received.putIfAbsent(id, digest);
      if (before != null) {
        repeated.add(id);
      }
      if (before != null && !before.equals(digest)) {
        changed.add(id);
      }
    }
    return dice < 95 ? 204 : dice < 98 ? 500 : 429;
  }

  /** Digests of what has come by id, in the order of the first arrival. */
  synchronized Map<String, String> received() {
    return new LinkedHashMap<>(received);
  }

  synchronized boolean hasReceived(String id) {
    return received.containsKey(id);
  }

  /** How many records have come. */
  synchronized int count() {
    return received.size();
  }

  /** How many records came more than once. */
  synchronized int repeated() {
    return repeated.size();
  }

  /** Ids that came again with another body. */
  synchronized List<String> changed() {
    return List.copyOf(changed);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
