package io.prefixwatch.daemon.propose;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.mrt.MrtFault;
import io.prefixwatch.bgp.mrt.MrtHandler;
import io.prefixwatch.bgp.mrt.PeerState;
import io.prefixwatch.bgp.mrt.RecordedMessage;
import io.prefixwatch.bgp.mrt.RecordedRibEntry;
import io.prefixwatch.bgp.mrt.RecordedStateChange;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.update.AttributeDecoder;
import io.prefixwatch.bgp.update.NlriCursor;
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.daemon.feed.mrt.RecordedFaults;
import io.prefixwatch.monitor.detect.RouteOrigin;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Who originates the prefixes of interest, at the end of recordings or as a daemon holds them, and
 * who stands left of them, by peer. Mutable, owned by the command.
 */
public final class SeenOrigins implements MrtHandler {

  private final Interest interest;
  private final Consumer<MrtFault> complaints;
  private final UpdateScan scan = new UpdateScan();
  private final Map<Prefix, Map<String, RouteOrigin>> seen = new TreeMap<>();

  /**
   * Nothing seen yet.
   *
   * @param complaints gets what could not be read inside whole records
   */
  public SeenOrigins(Interest interest, Consumer<MrtFault> complaints) {
    this.interest = interest;
    this.complaints = complaints;
  }

  /** The prefixes that are held at the end, in ascending order; each has a holder. */
  Map<Prefix, Map<String, RouteOrigin>> held() {
    return seen;
  }

  @Override
  public void message(RecordedMessage message) {
    if (message.local() || message.type() != MessageType.UPDATE) {
      return;
    }
    Disposition outcome =
        scan.scan(message.buffer(), message.from(), message.length(), message.context());
    if (outcome.isAtLeast(Disposition.FAMILY_DISABLE)) {
      complaints.accept(RecordedFaults.of(message, scan));
      return;
    }
    String peer = message.peer().toString();
    gone(scan.withdrawnPlain(), peer);
    gone(scan.withdrawnMultiprotocol(), peer);
    if (outcome == Disposition.WITHDRAW) {
      gone(scan.announcedPlain(), peer);
      gone(scan.announcedMultiprotocol(), peer);
    } else if (scan.announcesRoutes()) {
      AsPath path = AttributeDecoder.decode(scan.attributes(), message.as4(), null).asPath();
      RouteOrigin origin = RouteOrigin.of(path, message.peer().asn());
      here(scan.announcedPlain(), peer, origin);
      here(scan.announcedMultiprotocol(), peer, origin);
    }
  }

  private void gone(NlriCursor cursor, String peer) {
    while (cursor.next()) {
      gone(cursor.toPrefix(), peer);
    }
  }

  private void gone(Prefix prefix, String peer) {
    Map<String, RouteOrigin> holders = seen.get(prefix);
    if (holders != null && holders.remove(peer) != null && holders.isEmpty()) {
      seen.remove(prefix);
    }
  }

  private void here(NlriCursor cursor, String peer, RouteOrigin origin) {
    while (cursor.next()) {
      here(cursor.toPrefix(), peer, origin);
    }
  }

  /** A peer, or a session of ours, holds a route. */
  void here(Prefix prefix, String peer, RouteOrigin origin) {
    // Of a prefix that is proposed, strangers' routes count, too: a reviewer has to see them.
    if (seen.containsKey(prefix) || interest.includes(prefix, origin.members())) {
      seen.computeIfAbsent(prefix, unused -> new HashMap<>()).put(peer, origin);
    }
  }

  @Override
  public void ribEntry(RecordedRibEntry entry) {
    Disposition outcome =
        scan.scanRibEntry(
            entry.buffer(),
            entry.attributesFrom(),
            entry.attributesLength(),
            entry.context(),
            entry.ipv6());
    if (outcome.isAtLeast(Disposition.FAMILY_DISABLE)) {
      complaints.accept(RecordedFaults.of(entry, scan));
    } else if (outcome != Disposition.WITHDRAW) {
      AsPath path =
          AttributeDecoder.decode(scan.attributes(), entry.context().as4(), null).asPath();
      here(entry.toPrefix(), entry.peer().toString(), RouteOrigin.of(path, entry.peer().asn()));
    }
  }

  @Override
  public void stateChange(RecordedStateChange change) {
    boolean lost = change.newState() != PeerState.ESTABLISHED;
    if (lost) {
      Collection<Map<String, RouteOrigin>> all = seen.values();
      all.forEach(holders -> holders.remove(change.peer().toString()));
      all.removeIf(Map::isEmpty);
    }
  }

  @Override
  public void malformed(MrtFault fault) {
    complaints.accept(fault);
  }

  @Override
  public void unsupported(int type, int subtype) {}
}
