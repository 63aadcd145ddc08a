package io.prefixwatch.daemon.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * What the daemon has printed so far, as {@link AlertLine}s. Updates of incidents are left out: how
 * many there are is a question of time. Safe for all threads.
 */
final class RecordLog {

  private static final long PATIENCE_SECONDS = 90;

  private final List<String> lines = new ArrayList<>();
  private final List<String> alerts = new ArrayList<>();

  private RecordLog() {}

  /** Follows a daemon's standard output until that ends. */
  static RecordLog follow(InputStream stdout) {
    RecordLog log = new RecordLog();
    Thread reader = new Thread(() -> log.read(stdout), "records");
    reader.setDaemon(true);
    reader.start();
    return log;
  }

  private void read(InputStream stdout) {
    AlertLine line = new AlertLine();
    ObjectMapper mapper = new ObjectMapper();
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(stdout, StandardCharsets.UTF_8))) {
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        JsonNode node = mapper.readTree(text);
        if (!isOfHost(node)) {
          add(line.of(node), AlertLine.isAlert(node));
        }
      }
    } catch (IOException closed) {
      add("(the daemon's output ended: " + closed.getMessage() + ")", false);
    }
  }

  /** Whoever signs or drops packets anywhere on this host raises it: it is not of our routers. */
  private static boolean isOfHost(JsonNode node) {
    return AlertLine.isAlert(node)
        && node.get("kind").asString().equals("session.auth")
        && node.get("subject").asString().equals("host");
  }

  private synchronized void add(String line, boolean alert) {
    if (!line.startsWith("update ")) {
      lines.add(line);
      if (alert) {
        alerts.add(line);
      }
      notifyAll();
    }
  }

  /** How many lines there are. */
  synchronized int size() {
    return lines.size();
  }

  /** The lines that are alerts opened and closed. */
  synchronized List<String> alerts() {
    return List.copyOf(alerts);
  }

  /** Waits until all of these have come after the first {@code from} lines, in any order. */
  synchronized void awaitAll(Collection<String> expected, int from) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      List<String> came = lines.subList(from, lines.size());
      List<String> missing = new ArrayList<>(expected);
      came.forEach(missing::remove);
      if (missing.isEmpty()) {
        return;
      }
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError(
            "waited for\n  "
                + String.join("\n  ", missing)
                + "\ncame\n  "
                + String.join("\n  ", came));
      }
      wait(left);
    }
  }
}
