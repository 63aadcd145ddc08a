package io.prefixwatch.bgp.update;

import java.util.Set;

/**
 * What an operator may change about the judgement of attributes, to end an incident in one line.
 *
 * @param discardTypes attribute types to drop unread
 * @param withdrawTypes attribute types that make their message a withdrawal
 * @param rejectAsSet treat a path with an AS_SET as withdrawn (RFC 9774)
 * @param toleratesUnknownWellKnown treat an unrecognized well-known attribute as a withdrawal
 *     instead of resetting the session (BIRD's choice; RFC 4271 resets)
 */
public record ParserPolicy(
    Set<Integer> discardTypes,
    Set<Integer> withdrawTypes,
    boolean rejectAsSet,
    boolean toleratesUnknownWellKnown) {

  /** What the RFCs say, and AS_SET reported rather than dropped. */
  public static final ParserPolicy DEFAULT = new ParserPolicy(Set.of(), Set.of(), false, false);

  public ParserPolicy {
    discardTypes = Set.copyOf(discardTypes);
    withdrawTypes = Set.copyOf(withdrawTypes);
  }

  /** True if no attribute type is singled out, so the scan need not look. */
  boolean singlesOutNothing() {
    return discardTypes.isEmpty() && withdrawTypes.isEmpty();
  }
}
