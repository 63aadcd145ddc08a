package io.prefixwatch.daemon.pipeline;

import java.security.SecureRandom;

/**
 * What no peer can know: where routes stand in memory follows from it, so that nobody can choose
 * routes that stand in each other's way. Another one in each process; never written anywhere.
 */
public final class TableSecret {

  private static final long SECRET = new SecureRandom().nextLong();

  private TableSecret() {}

  public static long ofThisProcess() {
    return SECRET;
  }
}
