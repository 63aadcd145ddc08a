package io.prefixwatch.monitor.incident;

import io.prefixwatch.monitor.registry.Session;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What only some kinds tell. Immutable.
 *
 * @param method how a leak was recognised, such as {@code otc}
 * @param rfc7908Type the type of a leak, 1 to 6; null where it is not known
 * @param failoverMs milliseconds that a prefix was held by nobody before backup sessions took over
 * @param malformed the message that is at fault, for {@code session.malformed}
 * @param places of the sessions that it is about, where that is not those that see it; all of them,
 *     or the first {@link Problem#MAX_LOSSES}
 */
public record ProblemDetails(
    @Nullable String method,
    @Nullable Integer rfc7908Type,
    @Nullable Long failoverMs,
    @Nullable MalformedReport malformed,
    List<Place> places) {

  /** Nothing to tell. */
  public static final ProblemDetails NONE = new ProblemDetails(null, null, null, null);

  public ProblemDetails {
    places = List.copyOf(places);
  }

  private ProblemDetails(
      @Nullable String method,
      @Nullable Integer rfc7908Type,
      @Nullable Long failoverMs,
      @Nullable MalformedReport malformed) {
    this(method, rfc7908Type, failoverMs, malformed, List.of());
  }

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

  /** The same of sessions that are there. */
  public ProblemDetails at(Collection<Session> sessions) {
    List<Place> there = sessions.stream().limit(Problem.MAX_LOSSES).map(Place::of).toList();
    return new ProblemDetails(method, rfc7908Type, failoverMs, malformed, there);
  }
}
