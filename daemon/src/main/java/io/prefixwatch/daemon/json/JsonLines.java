package io.prefixwatch.daemon.json;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Lines of JSON on their way to a stream, handed over in large pieces. Failures of the stream
 * surface as {@link UncheckedIOException}. Not for sharing between threads.
 */
public final class JsonLines {

  private static final int FLUSH_AT = 1 << 16;

  private final OutputStream out;
  private final JsonWriter writer = new JsonWriter();

  public JsonLines(OutputStream out) {
    this.out = out;
  }

  /** Where to write the next line; call {@link #lineEnded} behind it. */
  public JsonWriter writer() {
    return writer;
  }

  /** A whole line was written. */
  public void lineEnded() {
    if (writer.length() >= FLUSH_AT) {
      flush();
    }
  }

  /** Hands everything to the stream. */
  public void flush() {
    try {
      writer.drainTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
