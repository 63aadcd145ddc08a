package io.prefixwatch.daemon.config.tree;

import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.config.problem.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Fills in {@code ${env:NAME}} and {@code ${file:PATH}} in values, once: what came in is not
 * searched again. A doubled dollar sign before the brace stands for a single one, and nothing is
 * filled in.
 */
public final class Substitution {

  /** A secret or a token, never a table. */
  private static final int LARGEST_FILE = 64 * 1024;

  private static final String FORMS =
      "write ${env:NAME} or ${file:PATH}; $${ stands for a literal ${";

  private final Path folder;
  private final Function<String, @Nullable String> environment;
  private final Problems problems;
  private final boolean fills;

  /**
   * A substitution for the files of one configuration.
   *
   * @param folder where relative paths begin: the folder of the main file
   * @param environment a variable's value, null if it is not set
   */
  public Substitution(
      Path folder, Function<String, @Nullable String> environment, Problems problems) {
    this(folder, environment, problems, true);
  }

  private Substitution(
      Path folder,
      Function<String, @Nullable String> environment,
      Problems problems,
      boolean fills) {
    this.fills = fills;
    this.folder = folder;
    this.environment = environment;
    this.problems = problems;
  }

  /** One that leaves everything as it is, for files that are not ours. */
  public static Substitution none(Problems problems) {
    return new Substitution(Path.of(""), variable -> null, problems, false);
  }

  static boolean isNeeded(String written) {
    return written.contains("${");
  }

  /** The text filled in, or null after a problem was reported at {@code position}. */
  @Nullable String fill(String written, Position position) {
    if (!fills) {
      return written;
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (true) {
      int open = written.indexOf("${", at);
      if (open < 0) {
        return out.append(written, at, written.length()).toString();
      }
      if (open > at && written.charAt(open - 1) == '$') {
        out.append(written, at, open - 1).append("${");
        at = open + 2;
        continue;
      }
      int close = written.indexOf('}', open);
      if (close < 0) {
        problems.error(position, Quoted.of(written) + " has a ${ without a }", FORMS);
        return null;
      }
      String filled = valueOf(written.substring(open + 2, close), position);
      if (filled == null) {
        return null;
      }
      out.append(written, at, open).append(filled);
      at = close + 1;
    }
  }

  private @Nullable String valueOf(String reference, Position position) {
    if (reference.startsWith("env:")) {
      return variable(reference.substring("env:".length()), position);
    }
    if (reference.startsWith("file:")) {
      return contentOf(reference.substring("file:".length()), position);
    }
    problems.error(position, "${" + reference + "} is not a known substitution", FORMS);
    return null;
  }

  private @Nullable String variable(String name, Position position) {
    String value = name.isEmpty() ? null : environment.apply(name);
    if (value == null) {
      problems.error(
          position,
          "${env:" + name + "}: the environment variable " + Quoted.of(name) + " is not set",
          "set it for the process, or write the value here");
    }
    return value;
  }

  private @Nullable String contentOf(String path, Position position) {
    String shown = "${file:" + path + "}: ";
    String hint = "a relative path begins at the configuration file's folder";
    Path file;
    try {
      file = folder.resolve(path);
    } catch (InvalidPathException e) {
      problems.error(position, shown + "not a path", hint);
      return null;
    }
    if (path.isEmpty() || Files.isDirectory(file)) {
      problems.error(position, shown + file + " is a folder, not a file", hint);
      return null;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] octets = in.readNBytes(LARGEST_FILE + 1);
      if (octets.length > LARGEST_FILE) {
        problems.error(
            position, shown + file + " is larger than 64 KiB", "name a file with the value alone");
        return null;
      }
      return withoutLastNewline(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
    } catch (NoSuchFileException e) {
      problems.error(position, shown + "there is no file " + file, hint);
    } catch (CharacterCodingException e) {
      problems.error(position, shown + file + " is not UTF-8 text", "");
    } catch (IOException e) {
      problems.error(
          position, shown + file + " cannot be read", "the user of the process must be allowed to");
    }
    return null;
  }

  private static String withoutLastNewline(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
