package io.prefixwatch.daemon.delivery.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prefixwatch.daemon.config.RecordFormat;
import io.prefixwatch.daemon.config.RotationSettings;
import io.prefixwatch.daemon.config.SinkCommon;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.delivery.render.Rendering;
import io.prefixwatch.daemon.store.OutboxRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileSinkTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir private Path temp;
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

  private LineFileSink sink(Path file) {
    return sink(file, RotationSettings.NONE);
  }

  private LineFileSink sink(Path file, RotationSettings rotation) {
    return new LineFileSink(
        new SinkSettings.LineFile(SinkCommon.named("log"), file, rotation),
        Rendering.of(RecordFormat.NATIVE, ""),
        now::get);
  }

  private static OutboxRecord record(String text) {
    byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
    return new OutboxRecord(1, "inc-1", 1, 0, null, line);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(temp)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void appendsToWhatIsThere() throws IOException {
    Path file = Files.writeString(temp.resolve("alerts.jsonl"), "before\n");

    try (LineFileSink sink = sink(file)) {
      sink.write(record("one"));
      sink.write(record("two"));
    }

    assertThat(file).hasContent("before\none\ntwo\n");
  }

  @Test
  void makesTheFolder() throws IOException {
    Path file = temp.resolve("var/log/alerts.jsonl");

    try (LineFileSink sink = sink(file)) {
      sink.write(record("one"));
    }

    assertThat(file).hasContent("one\n");
  }

  @Test
  void startsANewFileWithTheLineThatFollowsAMove() throws IOException {
    Path file = temp.resolve("alerts.jsonl");

    try (LineFileSink sink = sink(file)) {
      sink.write(record("one"));
      Files.move(file, temp.resolve("alerts.jsonl.1"));
      sink.write(record("two"));
    }

    assertThat(temp.resolve("alerts.jsonl.1")).hasContent("one\n");
    assertThat(file).hasContent("two\n");
  }

  /** As a program does that makes the new file itself. */
  @Test
  void takesTheFileThatWasPutInItsPlace() throws IOException {
    Path file = temp.resolve("alerts.jsonl");

    try (LineFileSink sink = sink(file)) {
      sink.write(record("one"));
      Files.move(file, temp.resolve("alerts.jsonl.1"));
      Files.createFile(file);
      sink.write(record("two"));
    }

    assertThat(file).hasContent("two\n");
  }

  @Test
  void goesOnAtTheBeginningOfAFileThatWasEmptiedInPlace() throws IOException {
    Path file = temp.resolve("alerts.jsonl");

    try (LineFileSink sink = sink(file)) {
      sink.write(record("one"));
      Files.write(file, new byte[0]);
      sink.write(record("two"));
    }

    assertThat(file).hasContent("two\n");
  }

  @Test
  void saysWhenTheFileCannotBeWritten() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("folder"));

    try (LineFileSink sink = sink(folder)) {
      assertThatThrownBy(() -> sink.write(record("one"))).isInstanceOf(IOException.class);
    }
  }

  @Test
  void putsAFullFileAside() throws IOException {
    Path file = temp.resolve("alerts.jsonl");

    try (LineFileSink sink = sink(file, new RotationSettings(8, Duration.ZERO, 9, false))) {
      sink.write(record("one"));
      sink.write(record("two"));
      sink.write(record("three"));
    }

    assertThat(files()).containsExactly("alerts.jsonl", "alerts.jsonl.20261120T120000.000000Z");
    assertThat(temp.resolve(files().get(1))).hasContent("one\ntwo\n");
    assertThat(file).hasContent("three\n");
  }

  /** Else it would be put aside empty, for ever. */
  @Test
  void writesALineThatIsLongerThanAWholeFile() throws IOException {
    Path file = temp.resolve("alerts.jsonl");

    try (LineFileSink sink = sink(file, new RotationSettings(2, Duration.ZERO, 9, false))) {
      sink.write(record("one"));
      sink.write(record("two"));
    }

    assertThat(files()).hasSize(2);
    assertThat(file).hasContent("two\n");
  }

  @Test
  void putsTheFileOfAPeriodAsideWhenItIsOver() throws IOException {
    Path file = temp.resolve("alerts.jsonl");

    try (LineFileSink sink = sink(file, new RotationSettings(0, Duration.ofDays(1), 9, false))) {
      sink.write(record("one"));
      now.set(NOON.plus(Duration.ofHours(12)).minusMillis(1));
      sink.tick();
      assertThat(files()).containsExactly("alerts.jsonl");

      now.set(NOON.plus(Duration.ofHours(12)));
      sink.tick();
    }

    assertThat(files()).containsExactly("alerts.jsonl.20261121T000000.000000Z");
  }

  @Test
  void putsTheFileOfAnEarlierRunAside() throws IOException {
    Path file = Files.writeString(temp.resolve("alerts.jsonl"), "before\n");
    Files.setLastModifiedTime(file, FileTime.from(NOON.minus(Duration.ofDays(1))));

    try (LineFileSink sink = sink(file, new RotationSettings(0, Duration.ofDays(1), 9, false))) {
      sink.write(record("one"));
    }

    assertThat(file).hasContent("one\n");
    assertThat(files()).hasSize(2);
  }

  @Test
  void keepsAFewFilesCompressed() throws IOException {
    Path file = temp.resolve("alerts.jsonl");
    Files.writeString(temp.resolve("alerts.jsonl.1"), "of somebody else\n");

    try (LineFileSink sink = sink(file, new RotationSettings(1, Duration.ZERO, 2, true))) {
      for (String line : List.of("one", "two", "three", "four")) {
        sink.write(record(line));
      }
    }

    assertThat(files())
        .containsExactly(
            "alerts.jsonl",
            "alerts.jsonl.1",
            "alerts.jsonl.20261120T120000.000001Z.gz",
            "alerts.jsonl.20261120T120000.000002Z.gz");
    assertThat(unpacked(temp.resolve(files().get(2)))).isEqualTo("two\n");
  }

  /** What a process that was killed between two steps leaves behind. */
  @Test
  void compressesWhatAFormerProcessPutAside() throws IOException {
    Path file = temp.resolve("alerts.jsonl");
    Files.writeString(temp.resolve("alerts.jsonl.20261119T000000.000000Z"), "before\n");
    Files.writeString(temp.resolve("alerts.jsonl.20261119T000000.000000Z.gz.part"), "half");

    try (LineFileSink sink = sink(file, new RotationSettings(1, Duration.ZERO, 9, true))) {
      sink.write(record("one"));
      sink.write(record("two"));
    }

    assertThat(files())
        .containsExactly(
            "alerts.jsonl",
            "alerts.jsonl.20261119T000000.000000Z.gz",
            "alerts.jsonl.20261120T120000.000000Z.gz");
    assertThat(unpacked(temp.resolve(files().get(1)))).isEqualTo("before\n");
  }

  private static String unpacked(Path file) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      in.transferTo(text);
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
