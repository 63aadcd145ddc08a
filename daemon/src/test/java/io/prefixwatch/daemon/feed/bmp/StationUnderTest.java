package io.prefixwatch.daemon.feed.bmp;

import io.prefixwatch.daemon.Application;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.LoadedConfig;
import io.prefixwatch.daemon.config.load.ConfigLoader;
import io.prefixwatch.daemon.fixture.QueueSink;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A daemon in this process that listens for routers on loopback, and what it says. */
final class StationUnderTest {

  /** Who we are, and what is registered; no hold-down. */
  static final String HEAD =
      """
      speaker: {asn: 64500, router-id: 192.0.2.1, listen: []}
      sites: [{id: lon1}]
      partners: [{id: acme, asns: [64496]}]
      detection: {hold-down: {close: 0s, availability: 0s, redundancy: 0s}}
      registrations:
        - {id: contoso, partner: acme, prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]}
        - {id: fabrikam, prefixes: [{prefix: 198.51.100.0/24, origins: [64502]}]}
      """;

  private final Path folder;
  private final QueueSink sink = new QueueSink();
  private final List<AutoCloseable> open = new ArrayList<>();
  private @Nullable Application application;

  /** A daemon that is not started, whose files lie in this folder. */
  StationUnderTest(Path folder) {
    this.folder = folder;
  }

  /** Starts with this configuration behind {@link #HEAD}. */
  void start(String yaml) throws Exception {
    Application started = new Application(config(HEAD + yaml), List.of(sink));
    started.start();
    open.add(started::stop);
    application = started;
  }

  /** Starts with one router at 127.0.0.2 that is called edge1, and what else is said of it. */
  void startOfRouter(String more) throws Exception {
    start(
        "bmp: {listen: \"127.0.0.1:0\", routers: [{id: edge1, address: 127.0.0.2%s}]}"
            .formatted(more));
  }

  private Application application() {
    return Objects.requireNonNull(application);
  }

  private DaemonConfig config(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("main.yaml"), yaml);
    LoadedConfig loaded = ConfigLoader.ofProcess(false).load(file);
    return loaded.config().orElseThrow(() -> new AssertionError(loaded.problems()));
  }

  void reload(String yaml) throws Exception {
    application().reload(config(HEAD + yaml));
  }

  QueueSink sink() {
    return sink;
  }

  BmpStation station() {
    return Objects.requireNonNull(application().station());
  }

  InetSocketAddress address() {
    return Objects.requireNonNull(station().listening());
  }

  long count(BmpCounter counter) {
    return station().counters().of(counter);
  }

  /** The router at 127.0.0.2. */
  ScriptedRouter connect() throws IOException {
    return connect("127.0.0.2");
  }

  ScriptedRouter connect(String from) throws IOException {
    ScriptedRouter router = ScriptedRouter.connect(from, address());
    open.add(router);
    return router;
  }

  void stop() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }
}
