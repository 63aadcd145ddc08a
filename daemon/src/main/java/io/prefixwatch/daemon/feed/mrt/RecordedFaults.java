package io.prefixwatch.daemon.feed.mrt;

import io.prefixwatch.bgp.error.Issue;
import io.prefixwatch.bgp.mrt.MrtFault;
import io.prefixwatch.bgp.mrt.RecordedMessage;
import io.prefixwatch.bgp.mrt.RecordedPeer;
import io.prefixwatch.bgp.mrt.RecordedRibEntry;
import io.prefixwatch.bgp.update.UpdateScan;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a message or an entry whose scan ended in a reset. */
public final class RecordedFaults {

  private RecordedFaults() {}

  /** Of an UPDATE; octets are counted from its marker. */
  public static MrtFault of(RecordedMessage message, UpdateScan scan) {
    return of(message.offset(), "the UPDATE", message.peer(), scan.cause());
  }

  /** Of a RIB entry; octets are counted from the first of its attributes. */
  public static MrtFault of(RecordedRibEntry entry, UpdateScan scan) {
    String what = "the entry for " + entry.toPrefix();
    return of(entry.offset(), what, entry.peer(), scan.cause());
  }

  private static MrtFault of(long offset, String what, RecordedPeer peer, @Nullable Issue cause) {
    String where = what + " of " + peer.address() + " AS" + peer.asn() + " is malformed";
    if (cause == null) {
      return new MrtFault(offset, where);
    }
    String attribute =
        cause.attribute() == Issue.NO_ATTRIBUTE ? "" : " in attribute " + cause.attribute();
    return new MrtFault(
        offset, where + attribute + " at octet " + cause.offset() + ": " + cause.reason());
  }
}
