package io.prefixwatch.daemon.config.tree;

import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/** Reads one YAML file into a tree; what is wrong with the YAML itself becomes a problem. */
public final class YamlReader {

  /** Beyond this a registration file should be CSV. */
  static final int LARGEST_FILE = 64 << 20;

  /** By what the parser says; the first that fits. */
  private static final Map<String, String> HINTS = new LinkedHashMap<>();

  static {
    HINTS.put("TAB", "indent with blanks, not tabs");
    HINTS.put("stream end", "is a closing ] or } missing?");
    HINTS.put("unexpected end of stream", "is a closing quote missing?");
    HINTS.put(
        "mapping values are not allowed",
        "check the indentation, and quote a value that contains \": \"");
    HINTS.put("expected <block end>", "check the indentation of this line and the one above");
    HINTS.put("could not find expected", "check the indentation of this line and the one above");
    HINTS.put(
        "node content", "quote a value that begins with a special character, such as \"::1\"");
    HINTS.put("cannot start any token", "quote the value");
  }

  private final Substitution substitution;
  private final Problems problems;

  public YamlReader(Substitution substitution, Problems problems) {
    this.substitution = substitution;
    this.problems = problems;
  }

  /**
   * The root of the only document.
   *
   * @param file the name for positions
   * @param in its octets
   * @return null after a problem was reported, and if the file holds no value at all
   */
  public @Nullable YamlNode read(String file, InputStream in) throws IOException {
    problems.opened(file);
    byte[] octets = in.readNBytes(LARGEST_FILE + 1);
    if (octets.length > LARGEST_FILE) {
      problems.error(
          Position.startOf(file),
          "the file is larger than 64 MiB",
          "split it with include; registrations by the million go into CSV");
      return null;
    }
    String text = decode(file, octets);
    return text == null ? null : parse(file, text);
  }

  private @Nullable String decode(String file, byte[] octets) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer chars = CharBuffer.allocate(octets.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(octets), chars, true);
    String text = chars.flip().toString();
    if (result.isError()) {
      Position end = positionAt(file, text, text.length());
      problems.error(end, "the file is not UTF-8 text from here on", "save it as UTF-8");
      return null;
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private @Nullable YamlNode parse(String file, String text) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setCodePointLimit(LARGEST_FILE).build();
    TreeBuilder builder = new TreeBuilder(file, substitution, problems);
    try {
      Iterator<Event> events = new Parse(settings).parseString(text).iterator();
      while (events.hasNext()) {
        if (!builder.accept(events.next())) {
          return null;
        }
      }
      return builder.root();
    } catch (MarkedYamlEngineException e) {
      problems.error(positionOf(file, e), "not valid YAML: " + complaint(e), hintFor(e));
    } catch (ReaderException e) {
      problems.error(
          positionAt(file, text, text.offsetByCodePoints(0, e.getPosition())),
          String.format(Locale.ROOT, "character U+%04X is not allowed in YAML", e.getCodePoint()),
          "remove it, or write it as an escape in double quotes");
    } catch (YamlVersionException e) {
      problems.error(
          Position.startOf(file), "the %YAML directive asks for another YAML", "remove it");
    } catch (YamlEngineException e) {
      problems.error(Position.startOf(file), "not valid YAML: " + e.getMessage(), "");
    }
    return null;
  }

  private static Position positionOf(String file, MarkedYamlEngineException e) {
    Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
    return mark.map(m -> new Position(file, m.getLine() + 1, m.getColumn() + 1))
        .orElse(Position.startOf(file));
  }

  private static Position positionAt(String file, String text, int end) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new Position(file, line, text.codePointCount(lineStart, end) + 1);
  }

  private static String complaint(MarkedYamlEngineException e) {
    String context = e.getContext() == null ? "" : e.getContext() + ", ";
    String problem = String.valueOf(e.getProblem());
    int advice = problem.indexOf(". (Do not use");
    return context + (advice < 0 ? problem : problem.substring(0, advice));
  }

  /** What people do when they get these. */
  private static String hintFor(MarkedYamlEngineException e) {
    String problem = String.valueOf(e.getProblem());
    for (Map.Entry<String, String> hint : HINTS.entrySet()) {
      if (problem.contains(hint.getKey())) {
        return hint.getValue();
      }
    }
    return "";
  }
}
