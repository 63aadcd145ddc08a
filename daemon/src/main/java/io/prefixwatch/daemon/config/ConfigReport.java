package io.prefixwatch.daemon.config;

import io.prefixwatch.daemon.config.problem.Problem;
import io.prefixwatch.daemon.config.problem.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What people are told about a loaded configuration, in lines. */
public final class ConfigReport {

  /** More lines than anybody mends before trying again. */
  static final int MOST_LINES = 100;

  private final LoadedConfig loaded;

  public ConfigReport(LoadedConfig loaded) {
    this.loaded = loaded;
  }

  /**
   * One line for each problem in the order of the files; of more than 100 the errors first, and a
   * line that counts the rest.
   */
  public List<String> problemLines() {
    List<Problem> problems = loaded.problems();
    Set<Problem> shown = new HashSet<>();
    for (Severity severity : List.of(Severity.ERROR, Severity.WARNING)) {
      problems.stream()
          .filter(problem -> problem.severity() == severity)
          .limit(MOST_LINES - shown.size())
          .forEach(shown::add);
    }
    List<String> lines = new ArrayList<>();
    problems.stream().filter(shown::contains).map(Problem::toLine).forEach(lines::add);
    long more = loaded.errors() + loaded.warnings() - shown.size();
    if (problems.size() > MOST_LINES) {
      lines.add(
          "and "
              + more
              + " more ("
              + loaded.errors()
              + " errors and "
              + loaded.warnings()
              + " warnings in all)");
    }
    return lines;
  }

  /** One line for an operator: ok with what is in it, or refused with how much is wrong. */
  public String summary() {
    String warnings = counted(loaded.warnings(), "warning");
    return loaded.file()
        + ": "
        + loaded
            .config()
            .map(
                config ->
                    "ok, "
                        + counted(config.prefixes().size(), "registered prefix")
                        + ", "
                        + counted(config.sessions().size(), "session")
                        + ", "
                        + warnings)
            .orElse("refused, " + counted(loaded.errors(), "error") + ", " + warnings);
  }

  private static String counted(long count, String noun) {
    String plural = noun.endsWith("x") ? noun + "es" : noun + "s";
    return count + " " + (count == 1 ? noun : plural);
  }
}
