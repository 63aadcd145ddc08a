package io.prefixwatch.daemon.demo;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that is gone afterwards with all that is in it.
 *
 * @param path where it is
 */
record ScratchFolder(Path path) implements Closeable {

  static ScratchFolder make() throws IOException {
    return new ScratchFolder(Files.createTempDirectory("prefixwatch-demo"));
  }

  @Override
  public void close() throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> walk = Files.walk(path)) {
      deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.deleteIfExists(file);
    }
  }
}
