package io.prefixwatch.bgp.mrt;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.Costs;
import io.prefixwatch.bgp.fixture.MrtTranscript;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.message.OpenDecoder;
import io.prefixwatch.bgp.update.AttributeDecoder;
import io.prefixwatch.bgp.update.UpdateDecoder;
import io.prefixwatch.bgp.update.UpdateScan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Whatever a recording holds is read to its end, or to a fault with a place. */
final class MrtTarget {

  /** The reader's array, and the parser with its cache of peers. */
  private static final long READER = 96 << 10;

  private final Costs costs = new Costs("mrt");

  /** Takes a whole file. */
  void check(byte[] file) {
    Checking handler = new Checking(file.length);
    MrtFault end = read(new ByteArrayInputStream(file), handler);
    if (end != null) {
      assertThat(end.offset()).isBetween(0L, (long) file.length);
      assertThat(end.reason()).isNotBlank();
    }
    assertThat(MrtTranscript.of(new Trickling(file))).isEqualTo(MrtTranscript.of(file));
    // A table of peers costs objects, a few octets of file each.
    long mayAllocate = READER + Costs.MAX_ALLOCATED + 16L * file.length;
    costs.measure(file, mayAllocate, () -> read(new ByteArrayInputStream(file), new Ignoring()));
  }

  void report() {
    costs.report();
  }

  private static @Nullable MrtFault read(InputStream file, MrtHandler handler) {
    MrtReader reader = new MrtReader(file);
    try {
      new MrtParser(handler).parseAll(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return reader.fault();
  }

  /** Gives one octet, then two, then three, as a slow decompressor would. */
  private static final class Trickling extends ByteArrayInputStream {
    private int turn;

    Trickling(byte[] file) {
      super(file);
    }

    @Override
    public synchronized int read(byte[] into, int from, int length) {
      return super.read(into, from, Math.min(length, 1 + turn++ % 97));
    }
  }

  /** Reads what is inside, too, and checks that it stands inside the record. */
  private static final class Checking implements MrtHandler {

    private final long fileLength;
    private final UpdateScan scan = new UpdateScan();
    private long offset;
    private int faults;

    Checking(long fileLength) {
      this.fileLength = fileLength;
    }

    private void at(long recordOffset) {
      assertThat(recordOffset).isBetween(offset, fileLength);
      if (recordOffset > offset) {
        offset = recordOffset;
        faults = 0;
      }
    }

    @Override
    public void message(RecordedMessage message) {
      at(message.offset());
      int from = message.from();
      int length = message.length();
      assertThat(from).isNotNegative();
      assertThat(from + length).isLessThanOrEqualTo(message.buffer().length);
      assertThat(message.time()).isBetween(0L, 4_294_967_296_000_000L);
      if (message.type() == MessageType.UPDATE) {
        scan.scan(message.buffer(), from, length, message.context());
        assertThat(UpdateDecoder.decode(scan)).isNotNull();
      } else if (message.type() == MessageType.OPEN) {
        assertThat(OpenDecoder.decode(message.buffer(), from, length)).isNotNull();
      }
    }

    @Override
    public void ribEntry(RecordedRibEntry entry) {
      at(entry.offset());
      int from = entry.attributesFrom();
      int length = entry.attributesLength();
      assertThat(from).isNotNegative();
      assertThat(from + length).isLessThanOrEqualTo(entry.buffer().length);
      assertThat(entry.toNlri().prefix().hi()).isEqualTo(entry.hi());
      assertThat(entry.toNlri().prefix().lo()).isEqualTo(entry.lo());
      scan.scanRibEntry(entry.buffer(), from, length, entry.context(), entry.ipv6());
      assertThat(AttributeDecoder.decode(scan.attributes(), entry.context().as4(), null))
          .isNotNull();
    }

    @Override
    public void stateChange(RecordedStateChange change) {
      at(change.offset());
      assertThat(change.newState().label()).isNotBlank();
    }

    @Override
    public void malformed(MrtFault fault) {
      at(fault.offset());
      assertThat(++faults).as("faults of one record").isLessThanOrEqualTo(2);
    }

    @Override
    public void unsupported(int type, int subtype) {
      assertThat(MrtType.label(type, subtype)).isNotBlank();
    }
  }

  private static final class Ignoring implements MrtHandler {
    @Override
    public void message(RecordedMessage message) {}

    @Override
    public void ribEntry(RecordedRibEntry entry) {}

    @Override
    public void stateChange(RecordedStateChange change) {}

    @Override
    public void malformed(MrtFault fault) {}

    @Override
    public void unsupported(int type, int subtype) {}
  }
}
