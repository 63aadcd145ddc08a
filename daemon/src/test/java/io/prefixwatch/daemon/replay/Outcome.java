package io.prefixwatch.daemon.replay;

import io.prefixwatch.daemon.config.load.ConfigLoader;
import io.prefixwatch.daemon.feed.mrt.MrtFile;
import io.prefixwatch.daemon.json.JsonLines;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.SessionKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What comes of a recording, and the part of it that no order of arrival may change. */
final class Outcome {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> lines;

  private Outcome(List<String> lines) {
    this.lines = lines;
  }

  static Outcome of(List<String> lines) {
    return new Outcome(lines);
  }

  /** Plays a recording to its end and lets two days pass, so that everything closes. */
  static Outcome of(Registry registry, byte[] recording, Path folder) throws IOException {
    Path file = Files.write(folder.resolve("updates.mrt"), recording);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Replay replay =
        new Replay(registry, SessionKind.COLLECTOR, new JsonLines(out), true, fault -> {});
    try (MrtFile mrt = MrtFile.open(file)) {
      mrt.readAll(replay);
    }
    replay.finish(Duration.ofDays(2));
    return new Outcome(out.toString(StandardCharsets.UTF_8).lines().toList());
  }

  static Registry registry(Path folder, String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("main.yaml"), yaml);
    return ConfigLoader.ofProcess(true).load(file).config().orElseThrow().registry(1);
  }

  /** Alerts and events as they were written. */
  List<String> lines() {
    return lines;
  }

  private Stream<JsonNode> alerts() {
    return lines.stream().map(JSON::readTree).filter(record -> record.has("incident_id"));
  }

  /** Each dedup_key, kind and close_reason that occurs; product.md, rule 12. */
  Set<String> set() {
    Set<String> set = new TreeSet<>();
    alerts()
        .forEach(
            alert ->
                set.add(
                    alert.get("kind").asString()
                        + " "
                        + alert.get("dedup_key").asString()
                        + " "
                        + alert.get("close_reason")));
    return set;
  }

  Set<String> kinds() {
    Set<String> kinds = new TreeSet<>();
    alerts().forEach(alert -> kinds.add(alert.get("kind").asString()));
    return kinds;
  }
}
