package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.SinkFilter;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Quoted;
import io.prefixwatch.daemon.config.schema.NotBuilt;
import io.prefixwatch.daemon.config.schema.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code sinks:}. */
final class SinksSection {

  /** Without a sink that delivers, alerts are not lost: they go to standard output. */
  private static final List<SinkSettings> DEFAULT =
      List.of(new SinkSettings.Stdout("stdout", false, SinkFilter.EVERYTHING));

  private final Path folder;
  private final Map<Path, Position> files = new HashMap<>();
  private final Map<String, Position> names = new HashMap<>();

  /**
   * A reader.
   *
   * @param folder where relative paths begin
   */
  SinksSection(Path folder) {
    this.folder = folder;
  }

  /** In the order of the file; never empty. */
  List<SinkSettings> read(MappingReader top) {
    List<SinkSettings> sinks = new ArrayList<>();
    for (MappingReader entry : top.mappings("sinks")) {
      SinkSettings sink = readOne(entry);
      if (sink != null) {
        sinks.add(sink);
      }
    }
    return sinks.isEmpty() ? DEFAULT : sinks;
  }

  private @Nullable SinkSettings readOne(MappingReader entry) {
    String type = entry.get("type", Values.word("stdout", "file", "webhook", "syslog", "kafka"));
    String name = name(entry, type);
    Path path = entry.get("path", Values::path);
    Boolean events = entry.get("events", Values::bool);
    if (type == null) {
      return null;
    }
    if (NotBuilt.isSinkType(type)) {
      entry.problems().notBuilt(entry.at("type"), "sink type " + Quoted.of(type));
      return null;
    }
    SinkFilter match = match(entry);
    if (type.equals("webhook")) {
      return name == null || events == null
          ? null
          : WebhookSection.read(entry, name, events, match);
    }
    boolean isFile = type.equals("file");
    if (isFile && !entry.has("path")) {
      entry.missing("path", "expected: path: alerts.jsonl");
    }
    if (!isFile && entry.has("path")) {
      entry.error("path", "a sink of type stdout has no file", "write type: file");
    }
    if (name == null || events == null) {
      return null;
    }
    if (!isFile) {
      return new SinkSettings.Stdout(name, events, match);
    }
    return path == null ? null : lineFile(entry, name, path, events, match);
  }

  /** {@code match:}; everything if there is none. */
  private static SinkFilter match(MappingReader entry) {
    MappingReader match = entry.mapping("match");
    return match == null
        ? SinkFilter.EVERYTHING
        : new SinkFilter(
            Set.copyOf(match.distinct("kind", Values::text)),
            Set.copyOf(match.distinct("severity", Values::severity)),
            Set.copyOf(match.distinct("customer", Values::text)),
            Set.copyOf(match.distinct("partner", Values::id)));
  }

  private SinkSettings lineFile(
      MappingReader entry, String name, Path path, boolean events, SinkFilter match) {
    Path file = folder.resolve(path);
    Position first = files.putIfAbsent(file.normalize(), entry.at("path"));
    if (first != null) {
      entry.error("path", "two sinks write to this file; first at " + first, "name another file");
    }
    return new SinkSettings.LineFile(name, file, events, match);
  }

  private @Nullable String name(MappingReader entry, @Nullable String type) {
    String written = entry.get("name", Values::id);
    if (written == null && (entry.has("name") || type == null)) {
      return null;
    }
    String name = written == null ? type : written;
    String key = written == null ? "type" : "name";
    Position first = name == null ? null : names.putIfAbsent(name, entry.at(key));
    if (first != null) {
      entry.error(
          key,
          "the sink name " + Quoted.of(entry.written(key)) + " stands twice; first at " + first,
          "give each sink a name of its own");
      return null;
    }
    return name;
  }
}
