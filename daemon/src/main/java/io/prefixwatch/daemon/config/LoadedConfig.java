package io.prefixwatch.daemon.config;

import io.prefixwatch.daemon.config.problem.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of loading a configuration: all its problems, and the configuration if it has none. */
public final class LoadedConfig {

  private final String file;
  private final List<Problem> problems;
  private final long errors;
  private final long warnings;
  private final @Nullable DaemonConfig config;

  private LoadedConfig(
      String file,
      List<Problem> problems,
      long errors,
      long warnings,
      @Nullable DaemonConfig config) {
    this.file = file;
    this.problems = List.copyOf(problems);
    this.errors = errors;
    this.warnings = warnings;
    this.config = config;
  }

  /**
   * A configuration that can be used.
   *
   * @param file the main file as the user gave it
   * @param problems kept warnings by file and position
   * @param warnings all of them, also those not kept
   */
  public static LoadedConfig usable(
      String file, List<Problem> problems, long warnings, DaemonConfig config) {
    return new LoadedConfig(file, problems, 0, warnings, config);
  }

  /**
   * A configuration with errors.
   *
   * @param file the main file as the user gave it
   * @param problems kept errors and warnings by file and position
   * @param errors all of them, also those not kept
   * @param warnings all of them, also those not kept
   */
  public static LoadedConfig refused(
      String file, List<Problem> problems, long errors, long warnings) {
    return new LoadedConfig(file, problems, errors, warnings, null);
  }

  /** The main file as the user gave it. */
  public String file() {
    return file;
  }

  /** Errors and warnings by file and position; some thousands of each at most. */
  public List<Problem> problems() {
    return problems;
  }

  /** All errors, also those left out of {@link #problems()}. */
  public long errors() {
    return errors;
  }

  /** All warnings, also those left out of {@link #problems()}. */
  public long warnings() {
    return warnings;
  }

  /** Present if and only if there is no error. */
  public Optional<DaemonConfig> config() {
    return Optional.ofNullable(config);
  }
}
