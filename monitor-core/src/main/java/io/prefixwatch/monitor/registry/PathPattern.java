package io.prefixwatch.monitor.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * A declared shape of a path, over whole AS numbers: {@code * 64496 64501}. Immutable.
 *
 * <p>Tokens: an AS number; {@code ?} for any one AS; {@code *} for any run of them, also none;
 * {@code [64496|64497]} for one of several. It is matched against a collapsed path in time that
 * grows with the path and the pattern and never more: all places where the match may be are kept as
 * bits.
 */
public final class PathPattern {

  /** As many tokens as places fit into a word. */
  public static final int MAX_TOKENS = 62;

  private enum Sort {
    ONE_OF,
    ANY_ONE,
    ANY_RUN
  }

  private record Token(Sort sort, AsnSet asns) {}

  private final String text;
  private final List<Token> tokens;

  private PathPattern(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it is none, or has more than {@link #MAX_TOKENS} tokens
   */
  public static PathPattern parse(String text) {
    List<Token> tokens = new ArrayList<>();
    for (String word : text.strip().split(" +", -1)) {
      tokens.add(token(word));
    }
    if (tokens.size() > MAX_TOKENS) {
      throw new IllegalArgumentException("more than " + MAX_TOKENS + " tokens in a path pattern");
    }
    return new PathPattern(text.strip(), List.copyOf(tokens));
  }

  private static Token token(String word) {
    if (word.equals("?")) {
      return new Token(Sort.ANY_ONE, AsnSet.EMPTY);
    }
    if (word.equals("*")) {
      return new Token(Sort.ANY_RUN, AsnSet.EMPTY);
    }
    boolean choice = word.startsWith("[") && word.endsWith("]");
    String asns = choice ? word.substring(1, word.length() - 1) : word;
    List<Long> members = new ArrayList<>();
    for (String asn : asns.split("\\|", -1)) {
      members.add(Long.parseLong(asn));
    }
    return new Token(Sort.ONE_OF, AsnSet.of(members));
  }

  /**
   * Whether a path has this shape.
   *
   * @param length hops of the path
   * @param hop the AS at an index, neighbour first; a negative number for what is no single AS
   */
  public boolean matches(int length, IntToLongFunction hop) {
    long places = skipRuns(1);
    for (int i = 0; i < length && places != 0; i++) {
      places = skipRuns(step(places, hop.applyAsLong(i)));
    }
    return (places & 1L << tokens.size()) != 0;
  }

  private long step(long places, long asn) {
    long next = 0;
    for (int t = 0; t < tokens.size(); t++) {
      if ((places & 1L << t) == 0) {
        continue;
      }
      Token token = tokens.get(t);
      switch (token.sort) {
        case ANY_RUN -> next |= 1L << t;
        case ANY_ONE -> next |= 1L << (t + 1);
        case ONE_OF -> next |= asn >= 0 && token.asns.contains(asn) ? 1L << (t + 1) : 0;
      }
    }
    return next;
  }

  /** A run may be empty: who stands before it stands behind it, too. */
  private long skipRuns(long places) {
    long all = places;
    for (int t = 0; t < tokens.size(); t++) {
      if ((all & 1L << t) != 0 && tokens.get(t).sort == Sort.ANY_RUN) {
        all |= 1L << (t + 1);
      }
    }
    return all;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathPattern that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
