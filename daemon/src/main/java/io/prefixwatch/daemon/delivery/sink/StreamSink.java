package io.prefixwatch.daemon.delivery.sink;

import io.prefixwatch.daemon.config.RecordFormat;
import io.prefixwatch.daemon.delivery.render.Rendering;
import io.prefixwatch.daemon.store.OutboxRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output, or any other stream that is already open. */
public final class StreamSink implements Sink {

  private final String name;
  private final boolean events;
  private final Rendering rendering;
  private final OutputStream out;

  /** Takes the stream; closing the sink only flushes it. */
  public StreamSink(String name, boolean events, OutputStream out) {
    this(name, events, Rendering.of(RecordFormat.NATIVE, ""), out);
  }

  /** The same with records that look otherwise. */
  public StreamSink(String name, boolean events, Rendering rendering, OutputStream out) {
    this.name = name;
    this.events = events;
    this.rendering = rendering;
    this.out = new BufferedOutputStream(out, 1 << 16);
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
    byte[] line = rendering.line(record);
    out.write(line);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
