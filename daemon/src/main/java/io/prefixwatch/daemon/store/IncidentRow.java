package io.prefixwatch.daemon.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an incident's last record does not say, and its next process has to know.
 *
 * @param dedupKey its key as one text
 * @param kind its key in parts: what it is,
 * @param prefix of which prefix, null for none,
 * @param discriminator and of whom; may be empty
 * @param sessions ids of those that see it, or could tell of it
 * @param own what it is without the operator's wishes; null if a version before did not keep it
 */
public record IncidentRow(
    String dedupKey,
    String kind,
    @Nullable String prefix,
    String discriminator,
    List<String> sessions,
    @Nullable Own own) {
  public IncidentRow {
    sessions = List.copyOf(sessions);
  }

  /**
   * What an incident is without the operator's wishes.
   *
   * @param severity its own
   * @param planned whether a window of maintenance marked its last record
   * @param why the argument of its explanation
   */
  public record Own(String severity, boolean planned, String why) {}
}
