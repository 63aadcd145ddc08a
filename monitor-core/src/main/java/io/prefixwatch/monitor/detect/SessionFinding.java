package io.prefixwatch.monitor.detect;

import io.prefixwatch.bgp.net.Prefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a route that no registered prefix covers: it says something about its session, or
 * about an AS.
 *
 * @param kind what it is
 * @param ofPrefix whether each prefix is an incident of its own; else many are members of one
 * @param discriminator what, with the kind, makes the incident's key
 * @param suspectAsn who did it, null if nobody can be named
 * @param rule which line of the configuration decided
 * @param severity how bad
 * @param method how a leak was recognised
 * @param rfc7908Type of a leak, null where it is not known
 * @param evidence the checks, the deciding one first
 * @param affected registered prefixes that the route covers
 * @param affectedTotal how many they are
 * @param what the summary, to follow the number of routes
 * @param why what was expected, in a sentence
 */
public record SessionFinding(
    Kind kind,
    boolean ofPrefix,
    String discriminator,
    @Nullable Long suspectAsn,
    String rule,
    Severity severity,
    @Nullable String method,
    @Nullable Integer rfc7908Type,
    List<Evidence> evidence,
    List<Prefix> affected,
    int affectedTotal,
    String what,
    String why) {

  public SessionFinding {
    evidence = List.copyOf(evidence);
    affected = List.copyOf(affected);
  }

  /** A finding that concerns no registered prefix. */
  SessionFinding(
      Kind kind,
      boolean ofPrefix,
      String discriminator,
      @Nullable Long suspectAsn,
      String rule,
      Severity severity,
      @Nullable String method,
      @Nullable Integer rfc7908Type,
      List<Evidence> evidence,
      String what,
      String why) {
    this(
        kind,
        ofPrefix,
        discriminator,
        suspectAsn,
        rule,
        severity,
        method,
        rfc7908Type,
        evidence,
        List.of(),
        0,
        what,
        why);
  }

  /** False if it concerns an AS, wherever its routes are seen. */
  public boolean ofSession() {
    return kind != Kind.LEAK_UNREGISTERED && kind != Kind.HIJACK_LESS_SPECIFIC;
  }
}
