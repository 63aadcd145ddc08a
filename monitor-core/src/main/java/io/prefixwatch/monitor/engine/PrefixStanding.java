package io.prefixwatch.monitor.engine;

import io.prefixwatch.monitor.coverage.RegistrationState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What {@link StandingWatch} remembers of a prefix that was ever touched. Mutable, owned by it. */
final class PrefixStanding {

  /** As it was judged last; null before the first time. */
  @Nullable RegistrationState state;

  /** What its registration expects; null until it is touched, and after a reload. */
  @Nullable Expectation expectation;

  /** Which of the expectation's members it is. */
  int member;

  /** When it will be judged; null if nothing has changed. */
  @Nullable Instant due;

  /** Something other than a sync has touched it since it was judged. */
  boolean news;

  /** A change of its state was told, so that the next one has to be. */
  boolean told;

  /** It is not registered any more. */
  boolean retired;
}
