package io.prefixwatch.monitor.coverage;

import io.prefixwatch.monitor.detect.HeldRoute;
import io.prefixwatch.monitor.registry.Session;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a registered prefix stands on the sessions that are expected to hold it.
 *
 * @param lost no session holds it any more
 * @param missing some session that held it does not
 * @param holding sessions that hold it
 * @param absent sessions that held it and do not
 * @param firstWithdrawnAt when the first of the absent ones lost it
 * @param lastRoute the last good route that was seen
 * @param partial the judgement rests on a session that never said it had sent everything
 */
public record Assessment(
    Condition lost,
    Condition missing,
    List<HeldRoute> holding,
    List<Session> absent,
    @Nullable Instant firstWithdrawnAt,
    @Nullable HeldRoute lastRoute,
    boolean partial) {

  public Assessment {
    holding = List.copyOf(holding);
    absent = List.copyOf(absent);
  }
}
