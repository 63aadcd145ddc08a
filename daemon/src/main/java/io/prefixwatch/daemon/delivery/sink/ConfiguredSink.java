package io.prefixwatch.daemon.delivery.sink;

import io.prefixwatch.daemon.config.SinkCommon;
import java.io.IOException;

/** A sink with what all of them are told by the configuration, and nothing to flush or close. */
public abstract class ConfiguredSink implements Sink {

  private final SinkCommon common;

  protected ConfiguredSink(SinkCommon common) {
    this.common = common;
  }

  @Override
  public final String name() {
    return common.name();
  }

  @Override
  public boolean wantsEvents() {
    return common.events();
  }

  @Override
  public void flush() throws IOException {}

  @Override
  public void close() throws IOException {}
}
