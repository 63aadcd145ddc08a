package io.prefixwatch.daemon.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The receiver of a webhook, which takes everything at once and notes when it came. */
final class AlertReceiver implements Closeable {

  private final AlertTimes times = new AlertTimes();
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final HttpServer server;

  /** Listens on loopback. */
  AlertReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/hook", this::receive);
    server.setExecutor(threads);
    server.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    times.note(new String(body, StandardCharsets.UTF_8), System.nanoTime());
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  /** The sink for it and a store, as lines that follow the other sinks. */
  String configuration() {
    return "  - {name: hook, type: webhook, url: \"http://127.0.0.1:"
        + server.getAddress().getPort()
        + "/hook\", allow: [127.0.0.0/8], insecure: true}\n"
        + "store: {path: state}\n";
  }

  AlertTimes times() {
    return times;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
