package io.prefixwatch.daemon.http;

import io.javalin.http.Context;
import io.prefixwatch.daemon.delivery.StoreState;
import io.prefixwatch.daemon.http.stream.LiveStream;
import io.prefixwatch.daemon.http.stream.StreamId;
import io.prefixwatch.daemon.store.OutboxReader;
import io.prefixwatch.daemon.store.OutboxRecord;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/v1/stream}: records as they are made, and for who comes back those before. */
final class StreamPage {

  private static final Logger LOG = LoggerFactory.getLogger(StreamPage.class);

  private static final long FROM_NOW_ON = -1;

  private final Parts parts;
  private final LiveStream stream;

  StreamPage(Parts parts, LiveStream stream) {
    this.parts = parts;
    this.stream = stream;
  }

  void show(Context to) {
    Queries.allow(to, Set.of("type"));
    String type = Queries.word(to, "type", Set.of("alert", "event"));
    Boolean events = type == null ? null : (Boolean) type.equals("event");
    String id = to.header("Last-Event-ID");
    long position = id == null || id.isEmpty() ? FROM_NOW_ON : position(id);
    if (!stream.admit()) {
      throw new ProblemException(503, "there are " + LiveStream.MOST_CLIENTS + " streams already");
    }
    to.contentType("text/event-stream");
    to.header("X-Accel-Buffering", "no");
    to.future(() -> open(to, events, position));
  }

  private CompletableFuture<Void> open(Context to, @Nullable Boolean events, long position) {
    try {
      ServletOutputStream out = to.res().getOutputStream();
      return stream.open(events, position, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the record stands that the client got last. */
  private long position(String text) {
    StreamId id = StreamId.parse(text);
    if (id == null) {
      throw new ProblemException(400, "Last-Event-ID is none that was given: 17, or e9");
    }
    StoreState state = parts.delivery().storeState();
    if (parts.store() == null || state == null) {
      throw new ProblemException(410, "there is no store, so nothing is kept; ask without an id");
    }
    if (!state.works()) {
      throw new ProblemException(503, "the store takes no records at present; ask without an id");
    }
    try (OutboxReader reader = parts.store().reader()) {
      Long found = id.sequence() == 0 ? (Long) 0L : reader.positionOf(id.event(), id.sequence());
      if (found != null) {
        List<OutboxRecord> next = reader.after(found, 1);
        if (next.isEmpty() || next.get(0).position() == found + 1) {
          return found;
        }
      }
    } catch (SQLException e) {
      LOG.warn("event=store-read-failed reason=\"{}\"", e.getMessage());
      throw new ProblemException(503, "the store cannot be read at present");
    }
    throw new ProblemException(
        410, "what came after this id is not kept any more; look at incidents, ask without an id");
  }
}
