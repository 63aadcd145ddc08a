package io.prefixwatch.daemon.delivery.render;

import io.prefixwatch.daemon.store.OutboxRecord;
import java.util.Arrays;

/** The record as it is kept. */
final class NativeRecord implements Rendering {

  @Override
  public byte[] body(OutboxRecord record) {
    byte[] line = record.line();
    int length = line.length;
    return length > 0 && line[length - 1] == '\n' ? Arrays.copyOf(line, length - 1) : line;
  }

  @Override
  public byte[] line(OutboxRecord record) {
    return record.line();
  }
}
