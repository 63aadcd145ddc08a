package io.prefixwatch.monitor.coverage;

/**
 * How much of a partner is configured to be where its registrations expect it.
 *
 * @param routers different ones at the primary site
 * @param backups sessions at the backup site
 */
public record Meeting(int routers, int backups) {

  /** Nothing is there. */
  public static final Meeting NOWHERE = new Meeting(0, 0);
}
