package io.prefixwatch.monitor.registry;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One {@code except} entry of a registered prefix: who else may announce it, or how much longer,
 * until when, and why. Immutable.
 *
 * @param origins who may; null for the origins of the registered prefix
 * @param maxLength longest prefix that they may announce inside it, in bits; 0 for the registered
 *     prefix itself only
 * @param communities all of which the route must carry, as text: standard or large
 * @param until from when on it does not apply any more; null for no end
 * @param reason for people; empty for none
 */
public record Exemption(
    @Nullable AsnSet origins,
    int maxLength,
    List<String> communities,
    @Nullable Instant until,
    String reason) {

  public Exemption {
    communities = List.copyOf(communities);
  }

  /** True if it has ended at this time. */
  public boolean isOver(Instant now) {
    return until != null && !now.isBefore(until);
  }

  /** Why, and until when, for people. */
  public String describe() {
    String why = reason.isEmpty() ? "no reason given" : reason;
    return until == null ? why : why + ", until " + until;
  }
}
