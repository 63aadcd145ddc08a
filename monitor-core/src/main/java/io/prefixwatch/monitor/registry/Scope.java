package io.prefixwatch.monitor.registry;

import io.prefixwatch.bgp.net.Prefix;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What planned work, or a silence, is about, written {@code site:lon1}.
 *
 * @param sort what the value names
 * @param value an id, a name, a prefix or a kind
 * @param prefix the value of sort prefix, null for all others
 */
public record Scope(Sort sort, String value, @Nullable Prefix prefix) {

  /** What can be named. */
  public enum Sort {
    SITE,
    ROUTER,
    SESSION,
    PARTNER,
    REGISTRATION,
    CUSTOMER,
    /** This registered prefix and those inside it. */
    PREFIX,
    /** A kind of incident, or a family of kinds. */
    KIND,
    INCIDENT;

    /** As it is written: lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int LONGEST = 200;

  /** How scopes are written, for people. */
  public static final String FORM =
      Arrays.stream(Sort.values()).map(sort -> sort.label() + ":").collect(Collectors.joining(" "));

  /**
   * A scope as it is written.
   *
   * @return null if it is none; whether the thing exists is not looked at
   */
  public static @Nullable Scope parse(String text) {
    int colon = text.indexOf(':');
    String value = text.substring(colon + 1).strip();
    if (colon < 0 || value.isEmpty() || value.length() > LONGEST) {
      return null;
    }
    for (Sort sort : Sort.values()) {
      if (text.substring(0, colon).equals(sort.label())) {
        return sort == Sort.PREFIX ? ofPrefix(value) : new Scope(sort, value, null);
      }
    }
    return null;
  }

  private static @Nullable Scope ofPrefix(String text) {
    try {
      Prefix prefix = Prefix.parse(text);
      return new Scope(Sort.PREFIX, prefix.toString(), prefix);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** True if this is what the scope names. */
  public boolean names(@Nullable String id) {
    return value.equals(id);
  }

  /** True if a session of this id is meant: by itself, or by the range that it belongs to. */
  public boolean namesSession(String id) {
    return id.equals(value) || id.startsWith(value + "/");
  }

  /** True if this registered prefix is meant. */
  public boolean holds(Prefix registered) {
    return prefix != null && prefix.covers(registered);
  }

  @Override
  public String toString() {
    return sort.label() + ":" + value;
  }
}
