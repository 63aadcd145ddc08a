package io.prefixwatch.daemon.feed.mrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prefixwatch.bgp.fixture.MrtBuilder;
import io.prefixwatch.bgp.fixture.MrtTranscript;
import io.prefixwatch.bgp.mrt.MrtFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MrtFileTest {

  private static final byte[] RECORDS =
      new MrtBuilder().record(13, 1, MrtBuilder.peerTable()).record(99, 1, "0102").build();

  @TempDir private Path folder;

  private Path file(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    // A name that lies: only the octets count.
    return Files.write(folder.resolve("recording.gz"), all.toByteArray());
  }

  private static byte[] gzip(byte[] octets) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(octets);
    }
    return packed.toByteArray();
  }

  private static byte[] bzip2(byte[] octets) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new BZip2CompressorOutputStream(packed)) {
      out.write(octets);
    }
    return packed.toByteArray();
  }

  private static byte[] unpacked(Path path) throws IOException {
    try (MrtFile file = MrtFile.open(path)) {
      byte[] octets = file.octets().readAllBytes();
      assertThat(file.damage()).isNull();
      assertThat(file.position()).isEqualTo(file.size()).isEqualTo(Files.size(path));
      return octets;
    }
  }

  /** What is unpacked before the damage, which there must be. */
  private static byte[] unpackedUntilDamage(Path path) throws IOException {
    try (MrtFile file = MrtFile.open(path)) {
      byte[] octets = file.octets().readAllBytes();
      assertThat(file.damage()).isNotNull();
      return octets;
    }
  }

  @Test
  void readsPlainGzipAndBzip2WhateverTheName() throws IOException {
    assertThat(unpacked(file(RECORDS))).isEqualTo(RECORDS);
    assertThat(unpacked(file(gzip(RECORDS)))).isEqualTo(RECORDS);
    assertThat(unpacked(file(bzip2(RECORDS)))).isEqualTo(RECORDS);
    assertThat(unpacked(file())).isEmpty();
  }

  @Test
  void readsConcatenatedMembersAsOneFile() throws IOException {
    byte[] first = Arrays.copyOf(RECORDS, 20);
    byte[] second = Arrays.copyOfRange(RECORDS, 20, RECORDS.length);

    assertThat(unpacked(file(gzip(first), gzip(second)))).isEqualTo(RECORDS);
    assertThat(unpacked(file(bzip2(first), bzip2(second)))).isEqualTo(RECORDS);
    assertThat(unpacked(file(bzip2(new byte[0]), bzip2(RECORDS)))).isEqualTo(RECORDS);
  }

  @Test
  void takesTheTimestampOfApril2005ForNoBzip2() throws IOException {
    byte[] plain = RECORDS.clone();
    System.arraycopy(new byte[] {'B', 'Z', 'h', '9'}, 0, plain, 0, 4);

    assertThat(unpacked(file(plain))).isEqualTo(plain);
  }

  @Test
  void givesWhatIsWholeOfAGzipFileCutAnywhere() throws IOException {
    byte[] packed = gzip(RECORDS);

    for (int length = 2; length < packed.length; length++) {
      byte[] octets = unpackedUntilDamage(file(Arrays.copyOf(packed, length)));
      assertThat(octets).isEqualTo(Arrays.copyOf(RECORDS, octets.length));
    }
    // The last eight octets are the checksum and the length: all content is there without them.
    assertThat(unpackedUntilDamage(file(Arrays.copyOf(packed, packed.length - 8))))
        .isEqualTo(RECORDS);
  }

  @Test
  void givesTheWholeBlocksOfABzip2FileCutAnywhere() throws IOException {
    byte[] block = new byte[900_000];
    for (int i = 0; i < block.length; i++) {
      block[i] = (byte) (i * 31 ^ i >>> 7);
    }
    byte[] twoBlocks = Arrays.copyOf(block, 2 * block.length);
    byte[] packed = bzip2(twoBlocks);

    byte[] octets = unpackedUntilDamage(file(Arrays.copyOf(packed, packed.length - 20)));

    assertThat(octets.length).isBetween(800_000, twoBlocks.length - 1);
    assertThat(octets).isEqualTo(Arrays.copyOf(twoBlocks, octets.length));
    byte[] small = bzip2(RECORDS);
    for (int length = 6; length < small.length; length++) {
      unpackedUntilDamage(file(Arrays.copyOf(small, length)));
    }
  }

  @Test
  void reportsGarbageBehindACompressedFile() throws IOException {
    assertThat(unpackedUntilDamage(file(gzip(RECORDS), new byte[] {1, 2, 3}))).isEqualTo(RECORDS);
    assertThat(unpackedUntilDamage(file(bzip2(RECORDS), new byte[] {1, 2, 3}))).isEqualTo(RECORDS);
  }

  @Test
  void reportsAWrongChecksumBehindWholeContent() throws IOException {
    byte[] packed = gzip(RECORDS);
    packed[packed.length - 5] ^= 1;

    assertThat(unpackedUntilDamage(file(packed))).isEqualTo(RECORDS);
  }

  @Test
  void survivesAnyOctetChangedInACompressedFile() throws IOException {
    for (byte[] packed : new byte[][] {gzip(RECORDS), bzip2(RECORDS)}) {
      for (int at = 0; at < packed.length; at++) {
        byte[] damaged = packed.clone();
        damaged[at] ^= 0x55;
        try (MrtFile file = MrtFile.open(file(damaged))) {
          file.octets().readAllBytes();
        }
      }
    }
  }

  private @Nullable MrtFault fault(byte[] octets) throws IOException {
    try (MrtFile file = MrtFile.open(file(octets))) {
      return file.readAll(new MrtTranscript());
    }
  }

  @Test
  void tellsWhatEndedARecordingBeforeItsTime() throws IOException {
    byte[] cutInARecord = gzip(Arrays.copyOf(RECORDS, RECORDS.length - 1));
    byte[] cutInTheArchive = Arrays.copyOf(gzip(RECORDS), gzip(RECORDS).length - 8);
    int second = RECORDS.length - 14;

    assertThat(fault(gzip(RECORDS))).isNull();
    assertThat(fault(cutInARecord))
        .isEqualTo(new MrtFault(second, "the file ends inside a record, after 1 of 2 octets"));
    assertThat(Objects.requireNonNull(fault(cutInTheArchive)).offset()).isEqualTo(RECORDS.length);
    assertThat(Objects.requireNonNull(fault(cutInTheArchive)).reason())
        .startsWith("the gzip data is damaged or cut off");
  }

  @Test
  void saysInOneLineWhyAFileCannotBeOpened() {
    assertThatThrownBy(() -> MrtFile.open(folder.resolve("absent")))
        .isInstanceOf(IOException.class)
        .hasMessage("no such file");
    assertThatThrownBy(() -> MrtFile.open(folder))
        .isInstanceOf(IOException.class)
        .hasMessage("is a directory");
  }
}
