package io.prefixwatch.monitor.coverage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether something is the matter with a registered prefix.
 *
 * @param truth yes, no, or nobody can tell at the moment
 * @param since when it became so, if it is
 */
public record Condition(Truth truth, @Nullable Instant since) {

  /** What nobody can tell, and what has become worse, is neither opened nor closed. */
  public enum Truth {
    HOLDS,
    DOES_NOT_HOLD,
    /** It is not so because it is worse: what was opened for it waits for that. */
    WORSE,
    UNDETERMINED
  }

  static final Condition NO = new Condition(Truth.DOES_NOT_HOLD, null);
  static final Condition WORSE = new Condition(Truth.WORSE, null);
  static final Condition UNDETERMINED = new Condition(Truth.UNDETERMINED, null);

  static Condition since(Instant since) {
    return new Condition(Truth.HOLDS, since);
  }

  public boolean holds() {
    return truth == Truth.HOLDS;
  }
}
