package io.prefixwatch.daemon.config.problem;

/** Whether a problem keeps the configuration from being used. */
public enum Severity {
  WARNING,
  ERROR
}
