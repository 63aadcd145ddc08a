package io.prefixwatch.daemon.demo;

import io.prefixwatch.daemon.delivery.sink.Sink;
import io.prefixwatch.daemon.store.OutboxRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Prints each record on stdout and its legend on stderr: a first consumer of our own JSON. Counts
 * what opened and closed; the counts may be asked for by another thread.
 */
final class DemoSink implements Sink {

  private static final byte[] DIM = "\u001b[2m".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PLAIN = "\u001b[0m".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream stdout;
  private final DemoLegend legend;
  private final boolean terminal;
  private final ObjectMapper mapper = new ObjectMapper();
  private final Map<String, Integer> opened = new TreeMap<>();
  private final Map<String, Integer> closed = new TreeMap<>();
  private boolean shown;

  DemoSink(OutputStream stdout, DemoLegend legend, boolean terminal) {
    this.stdout = stdout;
    this.legend = legend;
    this.terminal = terminal;
  }

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public boolean wantsEvents() {
    return false;
  }

  @Override
  public void write(OutboxRecord record) throws IOException {
    byte[] line = record.line();
    JsonNode alert = mapper.readTree(line);
    count(alert.get("action").asString(), alert.get("kind").asString());
    if (terminal) {
      legend.alert(alert);
      show(line, alert);
    } else {
      stdout.write(line);
      stdout.flush();
      legend.alert(alert);
    }
  }

  /** On a terminal a whole record fills a third of the screen: one is enough to know them. */
  private void show(byte[] line, JsonNode alert) throws IOException {
    boolean first = !shown;
    shown = true;
    stdout.write(DIM);
    stdout.write(first ? line : (ShortRecord.of(alert) + "\n").getBytes(StandardCharsets.UTF_8));
    stdout.write(PLAIN);
    stdout.flush();
  }

  private synchronized void count(String action, String kind) {
    if (action.equals("open")) {
      opened.merge(kind, 1, Integer::sum);
    } else if (action.equals("close")) {
      closed.merge(kind, 1, Integer::sum);
    }
  }

  synchronized Map<String, Integer> opened() {
    return new TreeMap<>(opened);
  }

  synchronized Map<String, Integer> closed() {
    return new TreeMap<>(closed);
  }

  @Override
  public void flush() throws IOException {
    stdout.flush();
  }

  @Override
  public void close() throws IOException {
    stdout.flush();
  }
}
