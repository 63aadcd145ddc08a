package io.prefixwatch.monitor.topology;

/** What one AS is to another. */
public enum Relation {
  /** It sells transit to the other. */
  PROVIDER,
  /** It buys transit from the other. */
  CUSTOMER,
  /** They exchange their own and their customers' routes. */
  PEER,
  /** Nobody says, or what is said contradicts itself. */
  UNKNOWN
}
