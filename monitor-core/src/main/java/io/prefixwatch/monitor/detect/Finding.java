package io.prefixwatch.monitor.detect;

import io.prefixwatch.monitor.registry.RegisteredPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One detector's verdict on one route.
 *
 * @param kind what it is
 * @param registered the registered prefix that was hurt
 * @param discriminator what, with kind and prefix, makes the incident's key: the suspect, a partner
 * @param suspectAsn who did it, null if nobody can be named
 * @param rule which line of the registration decided
 * @param evidence the checks, the deciding one first
 * @param summary one line: who, what, where
 * @param why what was expected and what was seen, in a sentence or two
 * @param severity how bad, unless a rule says otherwise
 * @param method how a leak was recognised, null for other kinds
 * @param rfc7908Type of a leak, null where it is not known
 */
public record Finding(
    Kind kind,
    RegisteredPrefix registered,
    String discriminator,
    @Nullable Long suspectAsn,
    String rule,
    List<Evidence> evidence,
    String summary,
    String why,
    Severity severity,
    @Nullable String method,
    @Nullable Integer rfc7908Type) {

  /** A finding as severe as its kind. */
  public Finding(
      Kind kind,
      RegisteredPrefix registered,
      String discriminator,
      @Nullable Long suspectAsn,
      String rule,
      List<Evidence> evidence,
      String summary,
      String why) {
    this(
        kind,
        registered,
        discriminator,
        suspectAsn,
        rule,
        evidence,
        summary,
        why,
        kind.severity(),
        null,
        null);
  }

  public Finding {
    evidence = List.copyOf(evidence);
  }

  /** The same verdict with more evidence. */
  Finding withEvidence(List<Evidence> changed) {
    return new Finding(
        kind,
        registered,
        discriminator,
        suspectAsn,
        rule,
        changed,
        summary,
        why,
        severity,
        method,
        rfc7908Type);
  }
}
