package io.prefixwatch.daemon.http.stream;

import io.prefixwatch.daemon.store.OutboxRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How records are written on the stream (WHATWG HTML, server-sent events). */
final class Frames {

  /** A comment; keeps the connection from looking idle to whatever is between. */
  static final byte[] HEARTBEAT = octets(": \n\n");

  private static final byte[] END = octets("\n\n");

  private Frames() {}

  /** What a client is greeted with: how soon it may come back, and where it stands now. */
  static byte[] greeting(String id) {
    return octets("retry: 3000\n" + (id.isEmpty() ? "" : "id: " + id + "\n") + "\n");
  }

  /** A record; one without a number, since it tells of the delivery itself, has no id. */
  static byte[] of(OutboxRecord record) {
    String name = record.isEvent() ? "event: event\n" : "event: alert\n";
    String id = record.sequence() > 0 ? "id: " + StreamId.of(record) + "\n" : "";
    byte[] head = octets(name + id + "data: ");
    int length = record.line().length - 1; // without its line end
    byte[] frame = Arrays.copyOf(head, head.length + length + END.length);
    System.arraycopy(record.line(), 0, frame, head.length, length);
    System.arraycopy(END, 0, frame, head.length + length, END.length);
    return frame;
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
