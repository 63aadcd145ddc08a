package io.prefixwatch.bgp.mrt;

/**
 * What a recording tells, in its order. Messages and entries are reused: copy what must last.
 *
 * <p>Called by the thread that drives {@link MrtParser}.
 */
public interface MrtHandler {

  /** A BGP message of any type, received by the collector or ({@code local}) sent by it. */
  void message(RecordedMessage message);

  /** A route of a recorded table, IPv4 or IPv6 unicast. */
  void ribEntry(RecordedRibEntry entry);

  /** A session of the collector changed its state. */
  void stateChange(RecordedStateChange change);

  /** Part of a whole record could not be read; reading goes on. At most a few for a record. */
  void malformed(MrtFault fault);

  /** A record was skipped because nothing here reads its type; see {@link MrtType#label}. */
  void unsupported(int type, int subtype);
}
