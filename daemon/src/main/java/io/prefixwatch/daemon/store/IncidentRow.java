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
 */
public record IncidentRow(
    String dedupKey,
    String kind,
    @Nullable String prefix,
    String discriminator,
    List<String> sessions) {
  public IncidentRow {
    sessions = List.copyOf(sessions);
  }
}
