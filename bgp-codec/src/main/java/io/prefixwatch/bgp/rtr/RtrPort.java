package io.prefixwatch.bgp.rtr;

import io.prefixwatch.bgp.rtr.RtrPdu.AspaChange;
import io.prefixwatch.bgp.rtr.RtrPdu.ErrorReport;
import io.prefixwatch.bgp.rtr.RtrPdu.PrefixChange;
import org.jspecify.annotations.Nullable;

/** What an {@link RtrClient} does to the world: a connection, and a set of data. */
public interface RtrPort {

  /** Sends octets to the cache. */
  void send(byte[] pdu);

  /** Ends the connection after what was sent. */
  void close(String reason);

  /** Data follow; what was staged before and not committed is void. */
  void begin(boolean everything);

  /** Stages a change. */
  @Nullable RtrFault changed(PrefixChange change);

  /** Stages a change. */
  @Nullable RtrFault changed(AspaChange change);

  /** What was staged counts from now on, all of it or, at a fault, none. */
  @Nullable RtrFault commit(long serial, RtrTiming timing);

  /** The committed data must not be used any more. */
  void flush(String reason);

  /** The cache found fault, for the log. */
  void report(ErrorReport report);
}
