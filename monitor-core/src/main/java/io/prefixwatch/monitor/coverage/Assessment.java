package io.prefixwatch.monitor.coverage;

import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.detect.Kind;
import io.prefixwatch.monitor.registry.Session;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a registered prefix stands on the sessions that are expected to hold it.
 *
 * @param conditions of each kind of absence, whether it is so
 * @param holding sessions that hold it
 * @param absent sessions that held it and do not
 * @param firstWithdrawnAt when the first of the absent ones lost it
 * @param lastRoute the last good route that was seen
 * @param partial the judgement rests on a session that never said it had sent everything
 * @param failoverMs milliseconds between the loss of the last primary session and the first route
 *     on a backup session, 0 if one was there before; null unless only backup sessions hold it
 */
public record Assessment(
    Map<Kind, Condition> conditions,
    List<HeldRoute> holding,
    List<Session> absent,
    @Nullable Instant firstWithdrawnAt,
    @Nullable HeldRoute lastRoute,
    boolean partial,
    @Nullable Long failoverMs) {

  public Assessment {
    conditions = Map.copyOf(conditions);
    holding = List.copyOf(holding);
    absent = List.copyOf(absent);
  }

  /** Whether something is so; what was not looked at is not. */
  public Condition condition(Kind kind) {
    return conditions.getOrDefault(kind, Condition.NO);
  }
}
