package io.prefixwatch.daemon.inspect;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/**
 * What one batch prints, kept until its turn has come. More than {@value #KEPT} octets are not
 * kept: the writer then waits for its turn and writes past the buffer.
 *
 * <p>Filled by one thread; another opens it, waits until the first is done and then drains it.
 */
final class BatchOutput extends OutputStream {

  static final int KEPT = 1 << 22;

  private final OutputStream out;
  private final Semaphore turn = new Semaphore(0);
  private byte[] kept = new byte[1 << 16];
  private int length;
  private boolean open;

  /** Output on its way to a stream that is shared with other batches. */
  BatchOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int from, int count) throws IOException {
    if (count > KEPT - length) {
      awaitTurn();
      drain();
      out.write(octets, from, count);
      return;
    }
    if (count > kept.length - length) {
      kept = Arrays.copyOf(kept, Math.min(KEPT, Math.max(2 * kept.length, length + count)));
    }
    System.arraycopy(octets, from, kept, length, count);
    length += count;
  }

  private void awaitTurn() throws IOException {
    if (!open) {
      try {
        turn.acquire();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("the output is not wanted any more");
      }
      open = true;
    }
  }

  /** The batches before this one are written: nothing has to wait any more. */
  void open() {
    turn.release();
  }

  /** Writes what was kept, and makes ready for another batch. */
  void finish() throws IOException {
    drain();
    turn.drainPermits();
    open = false;
  }

  private void drain() throws IOException {
    out.write(kept, 0, length);
    length = 0;
  }
}
