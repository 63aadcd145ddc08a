package io.prefixwatch.daemon.http.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prefixwatch.daemon.store.OutboxRecord;
import io.prefixwatch.daemon.store.OutboxRecord.AlertLabels;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is slow, and who is not held up by it. */
class LiveStreamTest {

  private final LiveStream stream = new LiveStream(null);

  @BeforeEach
  void start() throws IOException {
    stream.start();
  }

  @AfterEach
  void stop() {
    stream.stop();
  }

  /** A connection that takes everything, or nothing. */
  private static final class Connection extends ServletOutputStream {

    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final boolean takes;

    Connection(boolean takes) {
      this.takes = takes;
    }

    @Override
    public boolean isReady() {
      return takes;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      try {
        listener.onWritePossible();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public synchronized void write(int octet) {
      taken.write(octet);
    }

    @Override
    public synchronized void write(byte[] octets) {
      taken.writeBytes(octets);
    }

    synchronized String text() {
      return taken.toString(StandardCharsets.UTF_8);
    }
  }

  private static OutboxRecord alert(long position, int length) {
    byte[] line = ("\"" + "x".repeat(length) + "\"\n").getBytes(StandardCharsets.UTF_8);
    AlertLabels labels =
        new AlertLabels("inc-1", "hijack.origin", "major", null, null, false, false);
    return new OutboxRecord(position, "inc-1-" + position, position, 0, labels, line);
  }

  private CompletableFuture<Void> open(Connection connection) {
    assertThat(stream.admit()).isTrue();
    return stream.open(null, -1, connection);
  }

  @Test
  void endsTheStreamOfAClientThatTakesTooLittleAndNoOther() {
    Connection slow = new Connection(false);
    Connection quick = new Connection(true);
    CompletableFuture<Void> slowDone = open(slow);
    CompletableFuture<Void> quickDone = open(quick);
    int length = StreamClient.MOST_OCTETS / 4;

    for (int position = 1; position <= 3; position++) {
      stream.accept(alert(position, length));
    }
    await().until(() -> quick.text().contains("id: 3\n"));
    assertThat(slowDone).isNotDone();
    stream.accept(alert(4, length));

    await().until(slowDone::isDone);
    stream.accept(alert(5, 10));
    await().until(() -> quick.text().contains("id: 5\n"));
    assertThat(quickDone).isNotDone();
    assertThat(stream.ended(StreamEnd.SLOW)).isEqualTo(1);
    assertThat(stream.clients()).isEqualTo(1);
  }

  @Test
  void endsAStreamThatLacksARecordThatIsNowhere() {
    Connection connection = new Connection(true);
    CompletableFuture<Void> done = open(connection);
    stream.accept(alert(1, 10));
    await().until(() -> connection.text().contains("id: 1\n"));

    stream.accept(alert(3, 10));

    await().until(done::isDone);
    assertThat(connection.text()).doesNotContain("id: 3\n");
    assertThat(stream.ended(StreamEnd.GAP)).isEqualTo(1);
  }

  @Test
  void givesWhoComesLateOnlyWhatIsNew() {
    stream.accept(alert(1, 10));
    Connection connection = new Connection(true);
    CompletableFuture<Void> done = open(connection);
    stream.accept(alert(2, 10));

    await().until(() -> connection.text().contains("event: alert\nid: 2\ndata: \"xx"));
    assertThat(connection.text())
        .startsWith("retry: 3000\nid: 1\n\n")
        .doesNotContain("id: 1\ndata");
    assertThat(done).isNotDone();
  }

  @Test
  void writesWhatHasNoPlaceWithoutAnId() {
    Connection connection = new Connection(true);
    CompletableFuture<Void> done = open(connection);
    stream.accept(
        new OutboxRecord(0, "evt-1", 0, 0, null, "{}\n".getBytes(StandardCharsets.UTF_8)));

    await().until(() -> connection.text().endsWith("\n\nevent: event\ndata: {}\n\n"));
    assertThat(done).isNotDone();
  }

  @Test
  void takesNobodyAfterTheEnd() {
    Connection connection = new Connection(true);
    CompletableFuture<Void> done = open(connection);
    stream.accept(alert(1, 10));
    await().until(() -> connection.text().contains("id: 1\n"));

    stream.stop();

    assertThat(done).isDone();
    assertThat(stream.ended(StreamEnd.STOPPED)).isEqualTo(1);
    assertThat(stream.admit()).isFalse();
  }

  @Test
  void readsOnlyIdsThatWereGiven() {
    assertThat(StreamId.parse("17")).isEqualTo(new StreamId(false, 17));
    assertThat(StreamId.parse("e9")).isEqualTo(new StreamId(true, 9)).hasToString("e9");
    assertThat(StreamId.parse("")).isNull();
    assertThat(StreamId.parse("e")).isNull();
    assertThat(StreamId.parse("ee9")).isNull();
    assertThat(StreamId.parse("-1")).isNull();
    assertThat(StreamId.parse("1".repeat(19))).isNull();
    assertThat(StreamId.parse("١")).isNull();
  }
}
