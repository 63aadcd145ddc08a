package io.prefixwatch.daemon.delivery.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prefixwatch.daemon.config.RecordFormat;
import io.prefixwatch.daemon.config.SinkCommon;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.delivery.render.Rendering;
import io.prefixwatch.daemon.store.OutboxRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileSinkTest {

  @TempDir private Path temp;

  private static byte[] line(String text) {
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void appendsToWhatIsThere() throws IOException {
    Path file = Files.writeString(temp.resolve("alerts.jsonl"), "before\n");

    try (LineFileSink sink = sink(file)) {
      sink.write(record(line("one")));
      sink.write(record(line("two")));
    }

    assertThat(file).hasContent("before\none\ntwo\n");
  }

  @Test
  void makesTheFolder() throws IOException {
    Path file = temp.resolve("var/log/alerts.jsonl");

    try (LineFileSink sink = sink(file)) {
      sink.write(record(line("one")));
    }

    assertThat(file).hasContent("one\n");
  }

  @Test
  void startsANewFileWhenTheOldOneWasMovedAway() throws IOException {
    Path file = temp.resolve("alerts.jsonl");

    try (LineFileSink sink = sink(file)) {
      sink.write(record(line("one")));
      Files.move(file, temp.resolve("alerts.jsonl.1"));
      sink.flush();
      sink.write(record(line("two")));
    }

    assertThat(temp.resolve("alerts.jsonl.1")).hasContent("one\n");
    assertThat(file).hasContent("two\n");
  }

  @Test
  void saysWhenTheFileCannotBeWritten() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("folder"));

    try (LineFileSink sink = sink(folder)) {
      assertThatThrownBy(() -> sink.write(record(line("one")))).isInstanceOf(IOException.class);
    }
  }

  private static LineFileSink sink(Path file) {
    return new LineFileSink(
        new SinkSettings.LineFile(SinkCommon.named("log"), file),
        Rendering.of(RecordFormat.NATIVE, ""));
  }

  private static OutboxRecord record(byte[] line) {
    return new OutboxRecord(1, "inc-1", 1, 0, null, line);
  }
}
