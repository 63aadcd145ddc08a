package io.prefixwatch.daemon.inspect;

import static io.prefixwatch.bgp.fixture.MrtBuilder.entry;
import static io.prefixwatch.bgp.fixture.MrtBuilder.head;
import static io.prefixwatch.bgp.fixture.MrtBuilder.peerTable;
import static io.prefixwatch.bgp.fixture.MrtBuilder.routes;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.AS_PATH;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.NEXT_HOP;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.ORIGIN;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.fixture.MrtBuilder;
import io.prefixwatch.bgp.mrt.MrtFault;
import io.prefixwatch.daemon.feed.mrt.MrtFile;
import io.prefixwatch.daemon.fixture.SharedData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many threads say what one says. */
class ParallelDumpTest {

  /** Records enough for several batches of a quarter of a mebibyte. */
  private static final int MANY = 6_000;

  @TempDir private Path folder;

  /** Everything that a dump says. */
  private record Said(
      String lines, List<String> complaints, @Nullable MrtFault end, Map<String, Long> skipped) {}

  private static Said alone(Path path) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> complaints = new ArrayList<>();
    RecordingDump dump = new RecordingDump(out, fault -> complaints.add(fault.toString()));
    try (MrtFile file = MrtFile.open(path)) {
      MrtFault end = file.readAll(dump);
      dump.flush();
      return new Said(out.toString(StandardCharsets.US_ASCII), complaints, end, dump.unsupported());
    }
  }

  private static Said together(Path path, int threads) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> complaints = new ArrayList<>();
    ParallelDump dump = new ParallelDump(out, fault -> complaints.add(fault.toString()), threads);
    try (MrtFile file = MrtFile.open(path)) {
      MrtFault end = dump.dump(file);
      return new Said(out.toString(StandardCharsets.US_ASCII), complaints, end, dump.unsupported());
    }
  }

  private static void assertSame(Path path) throws IOException {
    Said expected = alone(path);
    for (int threads : new int[] {1, 3}) {
      Said said = together(path, threads);
      assertThat(said.lines()).isEqualTo(expected.lines());
      assertThat(said.complaints()).isEqualTo(expected.complaints());
      assertThat(said.end()).isEqualTo(expected.end());
      assertThat(said.skipped()).isEqualTo(expected.skipped());
    }
  }

  private Path file(MrtBuilder records) throws IOException {
    return Files.write(folder.resolve("recording"), records.build());
  }

  private static String update(int number) {
    return head(true)
        + Hex.hex(anUpdate().mandatory().announcing("203.0." + number % 256 + ".0/24").build());
  }

  static Stream<Path> recordings() {
    return SharedData.recordings("mrt").stream();
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void saysOfEveryRecordingWhatOneThreadSays(Path recording) throws IOException {
    assertSame(recording);
  }

  @Test
  void keepsLinesAndComplaintsInOrder() throws IOException {
    String broken = head(true) + Hex.hex(anUpdate().mandatory().nlri("ff").build());
    MrtBuilder records = new MrtBuilder();
    for (int i = 0; i < MANY; i++) {
      records.record(16, 4, i % 100 == 99 ? broken : update(i)).record(48, i % 2, "00");
    }
    Path path = file(records);

    assertSame(path);
    assertThat(alone(path).complaints()).hasSize(MANY / 100);
  }

  @Test
  void remembersThePeersThatABatchBeforeHasNamed() throws IOException {
    String attributes = ORIGIN + AS_PATH + NEXT_HOP;
    String route = routes(entry(0, "", attributes), entry(1, "", attributes));
    String otherPeers = "c0000201 0000 0001 00 c0000209 c0000263 fbf7";
    MrtBuilder records = new MrtBuilder().record(13, 2, route).record(13, 1, peerTable());
    for (int i = 0; i < MANY; i++) {
      records.record(13, 2, route);
    }
    records.record(13, 1, otherPeers);
    for (int i = 0; i < MANY; i++) {
      records.record(13, 2, route);
    }
    Path path = file(records);

    assertSame(path);
    Said said = together(path, 2);
    assertThat(said.complaints()).hasSize(1 + MANY);
    assertThat(said.lines().lines()).hasSize(3 * MANY);
  }

  @Test
  void printsMoreOfOneBatchThanItKeeps() throws IOException {
    // Long attributes, and one line that repeats them for each prefix.
    String communities = "fbf0 0001".repeat(2000);
    String prefixes = "18 cb0071".repeat(400);
    String update =
        Hex.hex(anUpdate().mandatory().attribute(0xD0, 8, communities).nlri(prefixes).build());
    MrtBuilder records = new MrtBuilder();
    for (int i = 0; i < 4; i++) {
      records.record(16, 4, head(true) + update);
    }
    Path path = file(records);

    assertThat(alone(path).lines()).hasSizeGreaterThan(2 * BatchOutput.KEPT);
    assertSame(path);
  }

  @Test
  void tellsOfAnOutputThatFailsAndEnds() throws IOException {
    MrtBuilder records = new MrtBuilder();
    for (int i = 0; i < MANY; i++) {
      records.record(16, 4, update(i));
    }
    Path path = file(records);
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("Broken pipe");
          }
        };

    ParallelDump dump = new ParallelDump(closed, fault -> {}, 2);
    try (MrtFile file = MrtFile.open(path)) {
      assertThatThrownBy(() -> dump.dump(file))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("Broken pipe");
    }
  }
}
