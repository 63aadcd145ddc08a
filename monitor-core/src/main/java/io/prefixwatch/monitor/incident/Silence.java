package io.prefixwatch.monitor.incident;

import io.prefixwatch.monitor.registry.Scope;
import java.time.Instant;
import java.util.List;

/**
 * What nobody wants to be told of for a time. Its records are made and marked; sinks that were not
 * told of the incident before do not get them.
 *
 * @param id stands in the records as {@code silenced}
 * @param match all of them have to fit; not empty
 * @param since when it was made
 * @param until its end, which is not in it any more
 * @param author who made it
 * @param reason for people
 */
public record Silence(
    String id, List<Scope> match, Instant since, Instant until, String author, String reason) {

  public Silence {
    match = List.copyOf(match);
    if (match.isEmpty()) {
      throw new IllegalArgumentException("a silence of everything is none");
    }
  }

  public boolean contains(Instant at) {
    return !at.isBefore(since) && at.isBefore(until);
  }
}
