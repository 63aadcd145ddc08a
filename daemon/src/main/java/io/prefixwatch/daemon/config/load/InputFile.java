package io.prefixwatch.daemon.config.load;

import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file to read.
 *
 * @param path where it is; its text names it to people
 */
record InputFile(Path path) {

  /** What to do with an open file. */
  @FunctionalInterface
  interface Use {
    void with(InputStream in) throws IOException;
  }

  String name() {
    return path.toString();
  }

  /** Opens the file for the use, closes it, and reports what goes wrong at {@code position}. */
  void read(Position position, Problems problems, Use use) {
    boolean isMain = position.file().equals(name());
    String hint =
        isMain ? "check the path" : "a relative name begins at the configuration file's folder";
    String who = isMain ? "" : "include: " + name() + ": ";
    if (Files.isDirectory(path)) {
      problems.error(position, who + "this is a folder, not a file", "name a file in it");
      return;
    }
    try (InputStream in = Files.newInputStream(path)) {
      use.with(in);
    } catch (NoSuchFileException e) {
      problems.error(position, who + "there is no such file", hint);
    } catch (AccessDeniedException e) {
      problems.error(
          position, who + "permission to read is denied", "let the user of the process read it");
    } catch (IOException e) {
      problems.error(position, who + "the file cannot be read: " + e.getMessage(), "");
    }
  }
}
