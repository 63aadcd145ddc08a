package io.prefixwatch.daemon.config.problem;

/**
 * A place in a file.
 *
 * @param file path as the user gave it, or as an include resolved it
 * @param line from 1
 * @param column from 1, in characters
 */
public record Position(String file, int line, int column) {

  /** Where a problem with a whole file is told. */
  public static Position startOf(String file) {
    return new Position(file, 1, 1);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
