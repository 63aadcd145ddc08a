package io.prefixwatch.daemon.feed.mrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prefixwatch.bgp.fixture.MrtBuilder;
import io.prefixwatch.bgp.mrt.MrtReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BatchReaderTest {

  /** Octets of a header and a body of two. */
  private static final int SMALL = 14;

  private static final int BATCH = 3 * SMALL - 1;

  private final List<RecordBatch> batches = new ArrayList<>();

  private static BatchReader reader(InputStream in) {
    return new BatchReader(new MrtReader(in), () -> new byte[BATCH]);
  }

  private List<RecordBatch> read(byte[] file) throws IOException {
    BatchReader reader = reader(new ByteArrayInputStream(file));
    for (RecordBatch next = reader.next(); next != null; next = reader.next()) {
      batches.add(next);
    }
    return batches;
  }

  private static MrtBuilder smallRecords(int count) {
    MrtBuilder file = new MrtBuilder();
    for (int i = 0; i < count; i++) {
      file.record(99, i, "0102");
    }
    return file;
  }

  @Test
  void cutsBetweenRecordsAndSaysWhereEachBatchStands() throws IOException {
    byte[] file = smallRecords(5).build();

    read(file);

    assertThat(batches).extracting(RecordBatch::length).containsExactly(28, 28, 14);
    assertThat(batches).extracting(RecordBatch::offset).containsExactly(0L, 28L, 56L);
    MrtReader records = batches.get(1).records();
    assertThat(records.next()).isTrue();
    assertThat(records.subtype()).isEqualTo(2);
    assertThat(records.offset()).isEqualTo(28);
    assertThat(records.next()).isTrue();
    assertThat(records.subtype()).isEqualTo(3);
    assertThat(records.next()).isFalse();
    assertThat(records.fault()).isNull();
  }

  @Test
  void givesARecordThatIsLongerThanABatchABatchOfItsOwn() throws IOException {
    byte[] file = smallRecords(1).record(99, 1, "00".repeat(100)).record(99, 2, "").build();

    read(file);

    assertThat(batches).extracting(RecordBatch::length).containsExactly(14, 112, 12);
  }

  @Test
  void givesNoBatchOfAnEmptyFile() throws IOException {
    assertThat(read(new byte[0])).isEmpty();
  }

  @Test
  void namesThePeerTableThatStandsBeforeTheBatch() throws IOException {
    byte[] table = new MrtBuilder().record(13, 1, MrtBuilder.peerTable()).build();
    byte[] file = smallRecords(1).record(13, 1, MrtBuilder.peerTable()).record(99, 7, "").build();

    read(file);

    assertThat(batches).extracting(RecordBatch::length).containsExactly(14, table.length, 12);
    assertThat(batches.get(0).peerTable()).isNull();
    assertThat(batches.get(1).peerTable()).as("its own is no table before it").isNull();
    RecordBatch named = Objects.requireNonNull(batches.get(2).peerTable());
    assertThat(Arrays.copyOf(named.octets(), named.length())).isEqualTo(table);
    assertThat(named.offset()).isEqualTo(14);
  }

  @Test
  void givesEveryWholeRecordBeforeItFails() throws IOException {
    InputStream broken = InputStream.nullInputStream();
    broken.close();
    BatchReader reader =
        reader(new SequenceInputStream(new ByteArrayInputStream(smallRecords(3).build()), broken));

    RecordBatch first = Objects.requireNonNull(reader.next());
    RecordBatch second = Objects.requireNonNull(reader.next());

    assertThat(first.length() + second.length()).isEqualTo(3 * SMALL);
    assertThatThrownBy(reader::next).isInstanceOf(IOException.class).hasMessage("Stream closed");
  }
}
