package io.prefixwatch.monitor.event;

/**
 * Connections, or packets, that were refused for one reason of transport security.
 *
 * @param cause why
 * @param count how many since the last report, at least 1
 * @param detail what the last one looked like, or who may be behind them; empty for nothing
 */
public record RefusedConnections(Cause cause, long count, String detail) {

  /** Why; the labels are public. */
  public enum Cause {
    /** A connection came from farther away than the session allows (RFC 5082). */
    TTL("ttl", true),
    /** A connection was not signed as the session demands. */
    UNSIGNED("unsigned", true),
    /** The kernel dropped packets that came from too far. */
    TTL_DROPPED("ttl-dropped", false),
    /** The kernel dropped packets without the TCP MD5 signature that it expects (RFC 2385). */
    MD5_MISSING("md5-missing", false),
    /** The kernel dropped packets with a wrong TCP MD5 signature. */
    MD5_WRONG("md5-wrong", false),
    /** The kernel dropped packets with a TCP MD5 signature where it has no key. */
    MD5_UNEXPECTED("md5-unexpected", false),
    /** The kernel dropped packets without the TCP-AO code that it expects (RFC 5925). */
    AO_MISSING("ao-missing", false),
    /** The kernel dropped packets with a wrong TCP-AO code. */
    AO_WRONG("ao-wrong", false),
    /** The kernel dropped packets that name a TCP-AO key which it does not have. */
    AO_UNKNOWN_KEY("ao-unknown-key", false);

    private final String label;
    private final boolean seen;

    Cause(String label, boolean seen) {
      this.label = label;
      this.seen = seen;
    }

    /** As written in evidence. */
    public String label() {
      return label;
    }

    /** True if we saw the connection; else the kernel only says how many packets there were. */
    public boolean isSeen() {
      return seen;
    }
  }
}
