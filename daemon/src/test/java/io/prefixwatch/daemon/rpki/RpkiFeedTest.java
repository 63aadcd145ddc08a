package io.prefixwatch.daemon.rpki;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.fixture.RunningDaemon;
import io.prefixwatch.daemon.pipeline.SteppedEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What is told of files that change, go, grow old or are wrong while the daemon runs. */
class RpkiFeedTest {

  private static final String GOOD =
      """
      {"roas": [{"prefix": "203.0.113.0/24", "maxLength": 24, "asn": 64501}]}
      """;
  private static final String WRONG =
      """
      {"roas": [
        {"prefix": "203.0.113.0/24", "maxLength": 24, "asn": 64501},
        {"prefix": "203.0.113.0/
      """;
  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(RpkiFeed.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path temp;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Path file;
  private SteppedEngine engine;
  private RpkiFeed feed;

  /** Written so far; each write has another time. */
  private Instant written = Instant.now().minusSeconds(3_600);

  /** Made before each test. */
  @SuppressWarnings("NullAway.Init")
  RpkiFeedTest() {}

  @BeforeEach
  void start() throws IOException {
    log.list = new CopyOnWriteArrayList<>();
    log.start();
    LOGGER.setLevel(Level.INFO); // what is awaited is of no interest to others
    LOGGER.addAppender(log);
    file = temp.resolve("vrps.json");
    write(GOOD);
    DaemonConfig config =
        RunningDaemon.load(
            temp,
            """
            speaker: {asn: 64500, router-id: 192.0.2.1}
            sessions: [{id: rs1, kind: collector, peer: {address: 192.0.2.9, asn: 64700}}]
            registrations:
              - {id: contoso, customer: C, prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]}
            rpki: {files: [vrps.json], stale-after: 12h}
            """);
    engine = new SteppedEngine(config.registry(1));
    feed = new RpkiFeed(engine.clock(), engine.thread());
    feed.start(config.rpki());
    awaitLog("event=rpki-changed vrps=1");
  }

  @AfterEach
  void stop() throws InterruptedException {
    feed.stop();
    LOGGER.detachAppender(log);
    LOGGER.setLevel(null);
  }

  private void write(String text) throws IOException {
    Path next = Files.writeString(temp.resolve("next.json"), text);
    touch(next);
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private void touch(Path path) throws IOException {
    written = written.plusSeconds(60);
    Files.setLastModifiedTime(path, FileTime.from(written));
  }

  private List<String> logged() {
    return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private void awaitLog(String part) {
    Awaitility.await(part)
        .atMost(PATIENCE)
        .until(() -> logged().stream().anyMatch(line -> line.contains(part)));
  }

  /** Alerts that contain all of these, once the engine has caught up. */
  private void awaitAlert(String... parts) {
    Awaitility.await(String.join(" ", parts))
        .atMost(PATIENCE)
        .until(
            () -> {
              engine.step();
              return engine.lines().stream()
                  .anyMatch(line -> Stream.of(parts).allMatch(line::contains));
            });
  }

  private void awaitFresh() {
    Awaitility.await("fresh")
        .atMost(PATIENCE)
        .until(
            () -> {
              engine.step();
              engine.pass(Duration.ofMinutes(1));
              return engine.lines().stream()
                  .anyMatch(l -> l.contains("rpki.cache-stale") && l.contains("\"close\""));
            });
  }

  @Test
  void saysWhereAChangedFileIsWrong() throws IOException {
    write(WRONG);

    awaitAlert("rpki.cache-stale", "\"open\"", "cannot be read", "vrps.json:3:");
    assertThat(logged())
        .anyMatch(line -> line.startsWith("event=rpki-problem problem=") && line.contains(":3:"));
    assertThat(logged()).noneMatch(line -> line.contains("vrps=0"));
  }

  @Test
  void closesWhenTheFileIsRightAgain() throws IOException {
    write(WRONG);
    awaitAlert("rpki.cache-stale", "\"open\"");

    write(GOOD.replace("64501", "64502"));
    awaitLog("added=1 removed=1");
    engine.step();
    engine.pass(Duration.ofMinutes(1));

    awaitAlert("rpki.cache-stale", "\"close\"", "restored");
  }

  @Test
  void printsNothingOfAFileThatIsRight() throws IOException {
    write(GOOD.replace("64501", "64502"));
    awaitLog("added=1 removed=1");

    engine.step();
    assertThat(logged()).noneMatch(line -> line.contains("rpki-problem"));
    assertThat(engine.lines()).noneMatch(line -> line.contains("rpki.cache-stale"));
  }

  @Test
  void forgivesAFileThatWasGoneAndIsBackAsItWas() throws IOException {
    Path aside = temp.resolve("aside.json");
    Files.move(file, aside);
    awaitAlert("rpki.cache-stale", "\"open\"", "the file is gone");

    Files.move(aside, file);
    awaitFresh();
  }

  @Test
  void tellsOfAFileThatNobodyWritesUntilSomebodyDoes() throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(100_000)));
    awaitAlert("rpki.cache-stale", "\"open\"", "not written since");

    touch(file);
    awaitLog("event=rpki-stale");
    awaitFresh();
  }
}
