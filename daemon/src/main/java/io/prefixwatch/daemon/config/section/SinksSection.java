package io.prefixwatch.daemon.config.section;

import io.prefixwatch.daemon.config.RecordFormat;
import io.prefixwatch.daemon.config.RotationSettings;
import io.prefixwatch.daemon.config.SinkCommon;
import io.prefixwatch.daemon.config.SinkFilter;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Quoted;
import io.prefixwatch.daemon.config.schema.BadValue;
import io.prefixwatch.daemon.config.schema.ValueParser;
import io.prefixwatch.daemon.config.schema.ValueType;
import io.prefixwatch.daemon.config.schema.Values;
import java.nio.file.Path;
import java.time.Duration;
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
      List.of(new SinkSettings.Stdout(SinkCommon.named("stdout")));

  private static final ValueParser<String> TYPE =
      Values.word(ValueType.SINK_TYPES.toArray(String[]::new));

  private static final ValueParser<RecordFormat> FORMAT =
      Values.choice(RecordFormat.class, RecordFormat::label);

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
    String type = entry.get("type", TYPE);
    String name = name(entry, type);
    Boolean events = entry.get("events", Values::bool);
    if (type == null) {
      return null;
    }
    SinkKeys.check(entry, type);
    RecordFormat format = entry.get("format", FORMAT);
    Duration heartbeat = entry.get("heartbeat", SinksSection::heartbeat);
    SinkFilter match = match(entry);
    // What is wrong with the rest is told, too, whatever is missing here.
    SinkCommon common =
        new SinkCommon(
            name == null ? "" : name,
            events != null && events,
            match,
            format == null ? RecordFormat.NATIVE : format,
            heartbeat == null ? Duration.ZERO : heartbeat);
    SinkSettings sink = readOfType(entry, type, common);
    return name == null || events == null || format == null ? null : sink;
  }

  private @Nullable SinkSettings readOfType(MappingReader entry, String type, SinkCommon common) {
    return switch (type) {
      case "file" -> lineFile(entry, common);
      case "slack", "mattermost" ->
          HttpSinksSection.chat(entry, common, SinkSettings.Chat.Style.SLACK);
      case "teams" -> HttpSinksSection.chat(entry, common, SinkSettings.Chat.Style.TEAMS);
      case "pagerduty" -> HttpSinksSection.pagerDuty(entry, common);
      case "syslog" -> new ServerSinksSection(folder).syslog(entry, common);
      case "email" -> new ServerSinksSection(folder).email(entry, common);
      case "kafka" -> new ServerSinksSection(folder).kafka(entry, common);
      case "alertmanager" -> HttpSinksSection.alertmanager(entry, common);
      case "webhook" -> HttpSinksSection.webhook(entry, common);
      default -> new SinkSettings.Stdout(common);
    };
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

  private @Nullable SinkSettings lineFile(MappingReader entry, SinkCommon common) {
    Path path = entry.get("path", Values::path);
    if (!entry.has("path")) {
      entry.missing("path", "expected: path: alerts.jsonl");
    }
    if (path == null) {
      return null;
    }
    Path file = folder.resolve(path);
    Position first = files.putIfAbsent(file.normalize(), entry.at("path"));
    if (first != null) {
      entry.error("path", "two sinks write to this file; first at " + first, "name another file");
    }
    return new SinkSettings.LineFile(common, file, rotation(entry));
  }

  private static RotationSettings rotation(MappingReader entry) {
    MappingReader rotate = entry.mapping("rotate");
    if (rotate == null) {
      return RotationSettings.NONE;
    }
    Long size = rotate.get("size", Values::size);
    Duration every = rotate.get("every", Values.durationFrom(Duration.ofMinutes(1)));
    Integer keep = rotate.get("keep", Values.number(0, 100_000));
    Boolean compress = rotate.get("compress", Values::bool);
    if (!rotate.has("size") && !rotate.has("every")) {
      rotate.missing("size", "expected: size: 64MiB, or every: 1d, or both");
    }
    return new RotationSettings(
        size == null ? 0 : size,
        every == null ? Duration.ZERO : every,
        keep == null ? 0 : keep,
        compress != null && compress);
  }

  /** Nothing, or from a second on. */
  private static Duration heartbeat(String text) throws BadValue {
    Duration interval = Values.duration(text);
    return interval.isZero() ? interval : Values.durationFrom(Duration.ofSeconds(1)).parse(text);
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
