package io.prefixwatch.monitor.detect;

import org.jspecify.annotations.Nullable;

/** One family of verdicts; a pure function of what it is given. */
interface Detector {

  /** The verdict, or null if there is nothing to say against the route. */
  @Nullable Finding judge(JudgedRoute judged);
}
