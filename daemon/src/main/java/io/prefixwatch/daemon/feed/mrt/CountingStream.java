package io.prefixwatch.daemon.feed.mrt;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read; no marks. The count may be asked for by another thread. */
final class CountingStream extends FilterInputStream {

  private volatile long count;

  CountingStream(InputStream in) {
    super(in);
  }

  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    int octet = in.read();
    if (octet >= 0) {
      add(1);
    }
    return octet;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = in.read(into, offset, length);
    if (read > 0) {
      add(read);
    }
    return read;
  }

  /** Written by the reading thread alone. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void add(int octets) {
    count += octets;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
