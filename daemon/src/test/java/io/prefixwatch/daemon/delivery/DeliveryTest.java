package io.prefixwatch.daemon.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.delivery.sink.Sink;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.store.OutboxRecord;
import io.prefixwatch.monitor.event.Effect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeliveryTest {

  @Test
  void givesEachSinkWhatItWantsInOrder() throws InterruptedException {
    MemorySink all = new MemorySink("all", true);
    MemorySink alertsOnly = new MemorySink("alerts", false);
    Delivery delivery = new Delivery(List.of(all, alertsOnly), new EventClock());
    delivery.start();

    delivery.accept(List.of(event(1), event(2), event(3)));
    delivery.stop();

    assertThat(all.lines).hasSize(3);
    assertThat(all.lines.take()).contains("\"sequence\":1,");
    assertThat(all.lines.take()).contains("\"sequence\":2,");
    assertThat(alertsOnly.lines).isEmpty();
    assertThat(all.closed).isTrue();
  }

  @Test
  void offersARecordAgainUntilTheSinkTakesIt() throws InterruptedException {
    MemorySink sink = new MemorySink("stubborn", true);
    sink.refusals = 1;
    Delivery delivery = new Delivery(List.of(sink), new EventClock());
    delivery.start();

    delivery.accept(List.of(event(1), event(2)));

    assertThat(sink.lines.poll(10, TimeUnit.SECONDS)).contains("\"sequence\":1,");
    assertThat(sink.lines.poll(10, TimeUnit.SECONDS)).contains("\"sequence\":2,");
    delivery.stop();
  }

  @Test
  void doesNotLetAStubbornSinkDelayAnother() throws InterruptedException {
    MemorySink stubborn = new MemorySink("stubborn", true);
    stubborn.refusals = Integer.MAX_VALUE;
    MemorySink willing = new MemorySink("willing", true);
    Delivery delivery = new Delivery(List.of(stubborn, willing), new EventClock());
    delivery.start();

    delivery.accept(List.of(event(1)));

    assertThat(willing.lines.poll(10, TimeUnit.SECONDS)).contains("\"sequence\":1,");
    stubborn.refusals = 0;
    delivery.stop();
  }

  @Test
  void tellsASinkWhatItMissedWhileItTookNothing() throws InterruptedException {
    MemorySink sink = new MemorySink("full", true);
    sink.refusals = 1;
    Delivery delivery = new Delivery(List.of(sink), new EventClock());
    int sent = SinkWorker.CAPACITY + 10;
    for (int i = 1; i <= sent; i++) {
      delivery.accept(List.of(event(i)));
    }
    delivery.start();

    String first = sink.lines.poll(10, TimeUnit.SECONDS);

    assertThat(first).contains("\"type\":\"DeliveryGap\"").contains("\"lost\":10");
    assertThat(sink.lines.poll(10, TimeUnit.SECONDS)).contains("\"sequence\":11,");
    delivery.stop();
  }

  private static Effect event(long sequence) {
    return Effects.event(sequence, Instant.EPOCH);
  }

  /** Keeps lines; refuses as often as told. */
  private static final class MemorySink implements Sink {

    private final String name;
    private final boolean events;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private volatile int refusals;
    private volatile boolean closed;

    MemorySink(String name, boolean events) {
      this.name = name;
      this.events = events;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean wantsEvents() {
      return events;
    }

    @Override
    public void write(OutboxRecord record) throws IOException {
      int left = refusals;
      if (left > 0) {
        refusals = left - 1;
        throw new IOException("not now");
      }
      lines.add(new String(record.line(), StandardCharsets.UTF_8));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      closed = true;
    }
  }
}
