package io.prefixwatch.bgp.mrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prefixwatch.bgp.fixture.MrtBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Record framing (RFC 6396 section 2). */
class MrtReaderTest {

  private static final byte[] TWO_RECORDS =
      new MrtBuilder().record(13, 1, "0102").record(16, 4, "030405").build();

  private static MrtReader over(byte[] file) {
    return new MrtReader(new ByteArrayInputStream(file));
  }

  private static String fault(MrtReader reader) {
    return Objects.requireNonNull(reader.fault()).toString();
  }

  private static byte[] content(MrtReader reader) {
    return Arrays.copyOfRange(reader.buffer(), reader.from(), reader.to());
  }

  @Test
  void readsRecordsInTheirOrder() throws IOException {
    MrtReader reader = over(TWO_RECORDS);

    assertThat(reader.next()).isTrue();
    assertThat(reader.seconds()).isEqualTo(MrtBuilder.NOON);
    assertThat(reader.type()).isEqualTo(13);
    assertThat(reader.subtype()).isEqualTo(1);
    assertThat(reader.offset()).isZero();
    assertThat(content(reader)).containsExactly(1, 2);
    assertThat(reader.next()).isTrue();
    assertThat(reader.offset()).isEqualTo(14);
    assertThat(content(reader)).containsExactly(3, 4, 5);
    assertThat(reader.next()).isFalse();
    assertThat(reader.fault()).isNull();
    assertThat(reader.next()).isFalse();
  }

  @Test
  void endsAnEmptyFileCleanly() throws IOException {
    MrtReader reader = over(new byte[0]);

    assertThat(reader.next()).isFalse();
    assertThat(reader.fault()).isNull();
  }

  @Test
  void readsARecordWithoutContent() throws IOException {
    MrtReader reader = over(new MrtBuilder().record(16, 4, "").record(13, 1, "aa").build());

    assertThat(reader.next()).isTrue();
    assertThat(content(reader)).isEmpty();
    assertThat(reader.next()).isTrue();
    assertThat(content(reader)).hasSize(1);
  }

  @Test
  void givesEveryWholeRecordOfAFileCutAnywhereAndThenSaysWhere() throws IOException {
    for (int length = 0; length <= TWO_RECORDS.length; length++) {
      MrtReader reader = over(Arrays.copyOf(TWO_RECORDS, length));
      int whole = 0;
      while (reader.next()) {
        whole++;
      }

      assertThat(whole).isEqualTo(length < 14 ? 0 : length < 29 ? 1 : 2);
      if (length == 0 || length == 14 || length == 29) {
        assertThat(reader.fault()).isNull();
      } else {
        assertThat(fault(reader))
            .startsWith("offset " + (length < 14 ? 0 : 14) + ": the file ends");
      }
    }
  }

  @Test
  void saysHowMuchOfARecordIsThere() throws IOException {
    MrtReader reader = over(Arrays.copyOf(TWO_RECORDS, 28));

    while (reader.next()) {}

    assertThat(fault(reader))
        .isEqualTo("offset 14: the file ends inside a record, after 2 of 3 octets");
  }

  @ParameterizedTest(name = "length {0}")
  @ValueSource(longs = {MrtReader.MAX_RECORD + 1L, 0x8000_0000L, 0xFFFF_FFFFL})
  void refusesAnImpossibleLengthWithoutAllocating(long length) throws IOException {
    MrtReader reader = over(new MrtBuilder().record(16, 4, "0102", length).build());

    assertThat(reader.next()).isFalse();
    assertThat(fault(reader)).contains("record length " + length + " is impossible");
    assertThat(reader.buffer().length).isLessThan(1 << 17);
  }

  @Test
  void allocatesOnlyForOctetsThatArrive() throws IOException {
    MrtReader reader = over(new MrtBuilder().record(16, 4, "0102", MrtReader.MAX_RECORD).build());

    assertThat(reader.next()).isFalse();
    assertThat(fault(reader)).contains("after 2 of 16777216 octets");
    assertThat(reader.buffer().length).isLessThan(1 << 17);
  }

  @Test
  void readsRecordsLargerThanItsFirstBuffer() throws IOException {
    String large = "ab".repeat(200_000);
    MrtReader reader =
        over(new MrtBuilder().record(16, 4, "01").record(13, 2, large).record(16, 4, "02").build());

    assertThat(reader.next()).isTrue();
    assertThat(reader.next()).isTrue();
    assertThat(content(reader)).hasSize(200_000).containsOnly((byte) 0xAB);
    assertThat(reader.next()).isTrue();
    assertThat(content(reader)).containsExactly(2);
  }

  @Test
  void readsAStreamThatGivesOneOctetAtATime() throws IOException {
    InputStream trickle =
        new ByteArrayInputStream(TWO_RECORDS) {
          @Override
          public int read(byte[] into, int offset, int length) {
            return super.read(into, offset, 1);
          }
        };
    MrtReader reader = new MrtReader(trickle);
    List<Long> offsets = new ArrayList<>();

    while (reader.next()) {
      offsets.add(reader.offset());
    }

    assertThat(offsets).containsExactly(0L, 14L);
  }

  @Test
  void givesWholeRecordsBeforeTheStreamFails() throws IOException {
    InputStream failing =
        new InputStream() {
          private int at;

          @Override
          public int read() throws IOException {
            if (at == 20) {
              throw new IOException("gone");
            }
            return TWO_RECORDS[at++] & 0xFF;
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            into[offset] = (byte) read();
            return 1;
          }
        };
    MrtReader reader = new MrtReader(failing);

    assertThat(reader.next()).isTrue();
    assertThatThrownBy(reader::next).isInstanceOf(IOException.class).hasMessage("gone");
  }
}
