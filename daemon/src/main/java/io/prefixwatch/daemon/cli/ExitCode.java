package io.prefixwatch.daemon.cli;

/** Exit codes of every command; part of the public interface. */
public final class ExitCode {

  public static final int OK = 0;

  /** Runtime failure, or "differs" where a command compares. */
  public static final int FAILURE = 1;

  /** Wrong configuration or usage. */
  public static final int USAGE = 2;

  /** {@code replay --fail-on-alert} found alerts. */
  public static final int ALERTS_FOUND = 3;

  /** A bug in this program. */
  public static final int BUG = 70;

  /** Another process has the store. */
  public static final int STORE_LOCKED = 75;

  private ExitCode() {}
}
