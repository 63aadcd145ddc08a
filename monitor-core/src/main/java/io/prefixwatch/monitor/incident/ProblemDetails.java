package io.prefixwatch.monitor.incident;

import org.jspecify.annotations.Nullable;

/**
 * What only some kinds tell. Immutable.
 *
 * @param method how a leak was recognised, such as {@code otc}
 * @param rfc7908Type the type of a leak, 1 to 6; null where it is not known
 * @param failoverMs milliseconds that a prefix was held by nobody before backup sessions took over
 * @param malformed the message that is at fault, for {@code session.malformed}
 */
public record ProblemDetails(
    @Nullable String method,
    @Nullable Integer rfc7908Type,
    @Nullable Long failoverMs,
    @Nullable MalformedReport malformed) {

  /** Nothing to tell. */
  public static final ProblemDetails NONE = new ProblemDetails(null, null, null, null);

  /** Of a malformed message. */
  public static ProblemDetails of(MalformedReport report) {
    return new ProblemDetails(null, null, null, report);
  }

  /** Of a leak. */
  public static ProblemDetails ofLeak(@Nullable String method, @Nullable Integer type) {
    return method == null && type == null ? NONE : new ProblemDetails(method, type, null, null);
  }

  /** Of a prefix that only backup sessions hold. */
  public static ProblemDetails ofFailover(long millis) {
    return new ProblemDetails(null, null, millis, null);
  }
}
