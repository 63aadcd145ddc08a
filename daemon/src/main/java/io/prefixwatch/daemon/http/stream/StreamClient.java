package io.prefixwatch.daemon.http.stream;

import io.prefixwatch.daemon.store.OutboxRecord;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One client: how far it has come, and what waits for it. Owned by the stream's thread. */
final class StreamClient {

  /** Octets that may wait for a client; beyond that it is given up. */
  static final int MOST_OCTETS = 4 << 20;

  private final @Nullable Boolean events;
  private final ServletOutputStream out;
  private final CompletableFuture<Void> done;
  private final Queue<byte[]> frames = new ArrayDeque<>();
  private int octets;
  private boolean unflushed;
  private boolean opened;

  /** The last record that it was given or that was passed over. */
  private long position;

  /** What it lacks is to be read from the store. */
  private boolean behind;

  /**
   * A client that is not open yet.
   *
   * @param events only events, only alerts, or null for both
   * @param position behind which it wants everything; negative for what comes from now on
   */
  StreamClient(
      @Nullable Boolean events,
      long position,
      ServletOutputStream out,
      CompletableFuture<Void> done) {
    this.events = events;
    this.position = position;
    this.behind = position >= 0;
    this.out = out;
    this.done = done;
  }

  long position() {
    return position;
  }

  boolean isBehind() {
    return behind;
  }

  /** Whether all that it was given is written. */
  boolean hasNothingToWrite() {
    return opened && frames.isEmpty();
  }

  /** It may be written to now. */
  void open() {
    opened = true;
  }

  /** Begins with what comes from now on. */
  void startAt(long last, String id) {
    if (!behind) {
      position = last;
    }
    add(Frames.greeting(behind ? "" : id));
  }

  /**
   * Takes a record that was just made.
   *
   * @return null if that is well, else why the client has to go
   */
  @Nullable StreamEnd offer(OutboxRecord record, byte[] frame, boolean stored) {
    if (behind || (record.position() > 0 && record.position() <= position)) {
      return null;
    }
    if (record.position() > 0) {
      if (record.position() != position + 1) {
        return missed(stored);
      }
      position = record.position();
    }
    if (wants(record)) {
      add(frame);
    }
    return octets > MOST_OCTETS ? StreamEnd.SLOW : null;
  }

  /** Something was not offered to it: it is in the store, or the client has to go. */
  @Nullable StreamEnd missed(boolean stored) {
    behind = stored;
    return stored ? null : StreamEnd.GAP;
  }

  /**
   * Takes what the store has behind its position.
   *
   * @param last the last record that was handed on
   */
  @Nullable StreamEnd catchUp(List<OutboxRecord> page, long last) {
    if (page.isEmpty()) {
      behind = false;
      return position < last ? StreamEnd.GAP : null;
    }
    for (OutboxRecord record : page) {
      if (record.position() != position + 1) {
        return StreamEnd.GAP;
      }
      position = record.position();
      if (wants(record)) {
        add(Frames.of(record));
      }
    }
    return null;
  }

  private boolean wants(OutboxRecord record) {
    return events == null || events == record.isEvent();
  }

  void beat() {
    if (frames.isEmpty()) {
      add(Frames.HEARTBEAT);
    }
  }

  private void add(byte[] frame) {
    frames.add(frame);
    octets += frame.length;
  }

  /**
   * Writes what the connection takes without waiting.
   *
   * @throws IOException if it is lost
   */
  void write() throws IOException {
    while (opened && out.isReady()) {
      byte[] frame = frames.poll();
      if (frame != null) {
        octets -= frame.length;
        out.write(frame);
        unflushed = true;
      } else if (unflushed) {
        unflushed = false;
        out.flush();
      } else {
        return;
      }
    }
  }

  void end() {
    done.complete(null);
  }
}
