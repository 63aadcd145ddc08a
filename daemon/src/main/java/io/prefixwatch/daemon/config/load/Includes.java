package io.prefixwatch.daemon.config.load;

import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.config.problem.Quoted;
import io.prefixwatch.daemon.config.section.Include;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Finds the files that {@code include:} names: literal names as they stand, globs sorted. A glob
 * does not look into hidden files and folders, where editors leave their own.
 */
final class Includes {

  /** What makes a name a glob. */
  private static final String GLOB_CHARACTERS = "*?[{";

  private final Path main;
  private final Path folder;
  private final Problems problems;
  private final Map<Path, Include> found = new LinkedHashMap<>();
  private final Set<Path> normalized = new HashSet<>();

  /**
   * A search.
   *
   * @param main the file that includes
   * @param folder where relative names begin
   */
  Includes(Path main, Path folder, Problems problems) {
    this.main = main;
    this.folder = folder;
    this.problems = problems;
  }

  /** The files in the order of reading, each with the item that named it first. */
  Map<Path, Include> find(List<Include> includes) {
    for (Include include : includes) {
      try {
        if (isGlob(include.name())) {
          glob(include);
        } else {
          add(folder.resolve(include.name()), include);
        }
      } catch (PatternSyntaxException | InvalidPathException e) {
        problems.error(
            include.position(),
            "include: " + Quoted.of(include.written()) + " is neither a file name nor a glob",
            "such as customers/*.yaml or bulk.csv");
      } catch (IOException | UncheckedIOException e) {
        problems.error(
            include.position(),
            "include: " + Quoted.of(include.written()) + ": a folder cannot be read",
            String.valueOf(e.getMessage()));
      }
    }
    return found;
  }

  private static boolean isGlob(String name) {
    return name.chars().anyMatch(c -> GLOB_CHARACTERS.indexOf(c) >= 0);
  }

  private void glob(Include include) throws IOException {
    String name = include.name();
    int firstGlob = 0;
    while (GLOB_CHARACTERS.indexOf(name.charAt(firstGlob)) < 0) {
      firstGlob++;
    }
    int slash = name.lastIndexOf('/', firstGlob);
    Path start = slash < 0 ? folder : folder.resolve(name.substring(0, Math.max(1, slash)));
    String pattern = name.substring(slash + 1);
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    long slashes = pattern.chars().filter(c -> c == '/').count();
    int depth = pattern.contains("**") ? Integer.MAX_VALUE : (int) slashes + 1;
    List<Path> matches = matches(start, depth, matcher);
    if (matches.isEmpty()) {
      problems.warning(
          include.position(),
          "include: no file matches " + Quoted.of(include.written()),
          "it is searched in " + folder.toAbsolutePath());
    }
    matches.forEach(path -> add(path, include));
  }

  private static List<Path> matches(Path start, int depth, PathMatcher matcher) throws IOException {
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(start, depth, FileVisitOption.FOLLOW_LINKS)) {
      return walk.filter(path -> !path.equals(start))
          .filter(path -> matcher.matches(start.relativize(path)) && !isHidden(start, path))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static boolean isHidden(Path start, Path path) {
    for (Path part : start.relativize(path)) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private void add(Path path, Include include) {
    Path file = path.normalize();
    if (file.equals(main.normalize())) {
      problems.error(
          include.position(),
          "include: " + Quoted.of(include.written()) + " names this file itself",
          "put registrations into a folder of their own");
      return;
    }
    if (!normalized.add(file)) {
      problems.warning(
          include.position(), "include: " + path + " is named twice", "it is read once");
      return;
    }
    found.put(path, include);
  }
}
