package io.prefixwatch.daemon.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.SinkFilter;
import io.prefixwatch.daemon.delivery.Delivery.Destination;
import io.prefixwatch.daemon.delivery.sink.OpenIncidents;
import io.prefixwatch.daemon.delivery.sink.RecordRefusedException;
import io.prefixwatch.daemon.delivery.sink.Sink;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.store.Batch;
import io.prefixwatch.daemon.store.OutboxRecord;
import io.prefixwatch.daemon.store.OutboxWriter;
import io.prefixwatch.daemon.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sinks that do something by time: heartbeats, records kept back, what a restart goes on with. */
class TimedSinkTest {

  @TempDir private Path folder;
  private Store store;

  @BeforeEach
  void open() throws Exception {
    store = Store.open(folder);
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  private Delivery delivery(Sink sink, Duration heartbeat) throws IOException {
    Delivery delivery =
        new Delivery(
            List.of(new Destination(sink, SinkFilter.EVERYTHING, heartbeat)),
            new EventClock(),
            store,
            Duration.ofDays(90));
    delivery.start();
    return delivery;
  }

  @Test
  void tellsASinkAtAnIntervalThatWeAreAlive() throws Exception {
    CollectingSink sink = new CollectingSink();
    sink.keepsBack = false;
    Delivery delivery = delivery(sink, Duration.ofMillis(150));

    sink.next();
    String second = sink.next();
    delivery.stop();

    assertThat(second)
        .contains("\"type\":\"Heartbeat\"", "\"sink\":\"mail\"", "\"delivered\":0", "\"lost\":0");
  }

  @Test
  void doesNotCountAsDeliveredWhatASinkKeepsBack() throws Exception {
    CollectingSink killed = new CollectingSink();
    killed.dies = true;
    Delivery first = delivery(killed, Duration.ZERO);
    first.accept(List.of(Effects.event(1, Instant.EPOCH)));
    killed.awaitKept();
    first.stop();

    CollectingSink after = new CollectingSink();
    Delivery second = delivery(after, Duration.ZERO);
    after.awaitKept();
    second.stop();
    CollectingSink last = new CollectingSink();
    Delivery third = delivery(last, Duration.ZERO);
    third.accept(List.of(Effects.event(2, Instant.EPOCH)));
    last.awaitKept();
    third.stop();

    assertThat(killed.delivered).isEmpty();
    assertThat(after.next()).contains("\"sequence\":1,");
    assertThat(last.next()).contains("\"sequence\":2,");
  }

  @Test
  void asksAgainForWhatFailedByTimeAndPutsAsideWhatIsRefused() throws Exception {
    CollectingSink sink = new CollectingSink();
    sink.failures.add(new IOException("not now"));
    sink.failures.add(new RecordRefusedException("never"));
    Delivery delivery = delivery(sink, Duration.ZERO);

    delivery.accept(List.of(Effects.event(1, Instant.EPOCH)));
    sink.awaitKept();
    sink.keepsBack = false;

    assertThat(sink.next()).contains("\"sequence\":1,");
    delivery.stop();
    assertThat(delivery.sinks().get(0).failures()).isEqualTo(1);
    assertThat(delivery.sinks().get(0).refused()).isEqualTo(1);
  }

  @Test
  void findsTheLastRecordsOfIncidentsThatAreStillOpen() throws Exception {
    try (OutboxWriter writer = store.writer()) {
      writer.commit(
          new Batch(
              List.of(
                  SampleRecords.openedAs("inc-closed").at(1),
                  SampleRecords.opened().at(2),
                  SampleRecords.openedAs("inc-untold").at(3),
                  SampleRecords.updated(2, line -> line).at(4)),
              Map.of(),
              List.of()));
    }
    StoredBacklog backlog = new StoredBacklog(store, (sink, progress) -> {}, letter -> {});

    List<OutboxRecord> open = backlog.open(Set.of("inc-5f0c", "inc-gone"));
    backlog.close();

    assertThat(open).extracting(OutboxRecord::id).containsExactly("inc-5f0c-2");
  }

  @Test
  void goesOnAfterARestartBeforeAnythingElse() throws Exception {
    CollectingSink sink = new CollectingSink();
    sink.keepsBack = false;
    Delivery delivery = delivery(sink, Duration.ofHours(1));

    sink.next();
    delivery.stop();

    assertThat(sink.resumedBefore).containsExactly(0);
  }

  /** Keeps records back until it may deliver them; its thread's alone but for the volatile ones. */
  private static final class CollectingSink implements Sink {

    private final BlockingQueue<String> kept = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> delivered = new LinkedBlockingQueue<>();
    private final BlockingQueue<IOException> failures = new LinkedBlockingQueue<>();
    private final List<Integer> resumedBefore = new ArrayList<>();
    private volatile boolean keepsBack = true;
    private volatile boolean dies;
    private volatile boolean hasKept;

    @Override
    public String name() {
      return "mail";
    }

    @Override
    public boolean wantsEvents() {
      return true;
    }

    @Override
    public void resume(OpenIncidents incidents) throws IOException {
      resumedBefore.add(incidents.read().size() + delivered.size());
    }

    @Override
    public void write(OutboxRecord record) {
      kept.add(new String(record.line(), StandardCharsets.UTF_8));
      hasKept = true;
    }

    @Override
    public void tick() throws IOException {
      if (hasKept && !failures.isEmpty()) {
        throw failures.remove();
      }
      if (!keepsBack) {
        release();
      }
    }

    @Override
    public boolean holdsBack() {
      return !kept.isEmpty();
    }

    @Override
    public void release() throws IOException {
      if (dies) {
        throw new IOException("killed");
      }
      kept.drainTo(delivered);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    void awaitKept() {
      Awaitility.await().until(() -> hasKept);
    }

    String next() throws InterruptedException {
      String line = delivered.poll(30, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("nothing delivered");
      }
      return line;
    }
  }
}
