package io.prefixwatch.bgp.message;

import org.jspecify.annotations.Nullable;

/**
 * What came of reading octets: a value, or the NOTIFICATION that answers them. Exactly one is
 * there.
 *
 * @param value what was read, if it is acceptable
 * @param rejection why not, and what to send
 */
public record Decoded<T>(@Nullable T value, @Nullable Notification rejection) {

  public Decoded {
    if ((value == null) == (rejection == null)) {
      throw new IllegalArgumentException("either a value or a rejection");
    }
  }

  public static <T> Decoded<T> of(T value) {
    return new Decoded<>(value, null);
  }

  public static <T> Decoded<T> rejected(Notification rejection) {
    return new Decoded<>(null, rejection);
  }
}
