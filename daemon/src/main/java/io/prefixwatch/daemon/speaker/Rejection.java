package io.prefixwatch.daemon.speaker;

/** Why a connection did not become a session's. Each has a counter. */
public enum Rejection {
  /** Neither a session nor a range has its source address; closed unread. */
  NOT_CONFIGURED("not-configured"),
  /** Too many connections a second from sources that are not configured one by one. */
  RATE("rate"),
  /** Too many connections from such sources wait for their OPEN. */
  WAITING("too-many-waiting"),
  /** Too many connections from this source wait for their OPEN. */
  SOURCE("too-many-from-source"),
  /** It came from farther away than {@code ttl-security} allows. */
  TTL("ttl"),
  /** It is not signed as the session demands. */
  UNSIGNED("unsigned"),
  /** It ended, or its time was over, before its OPEN had come. */
  NO_OPEN("no-open"),
  /** What came first was no OPEN, or none that can be accepted. */
  BAD_OPEN("bad-open"),
  /** No session or range of its source address has this AS number. */
  ASN("asn"),
  /** Its range has as many sessions as it may, and all are up. */
  RANGE_FULL("range-full"),
  /** The configuration changed while it was being taken. */
  RECONFIGURED("reconfigured");

  private final String label;

  Rejection(String label) {
    this.label = label;
  }

  /** As in logs and metrics. */
  public String label() {
    return label;
  }
}
