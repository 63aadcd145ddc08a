package io.prefixwatch.daemon.speaker;

import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.daemon.config.DynamicRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who has a session of a range: at most as many as its limit, wherever their event loops are. A
 * newcomer takes the place of the one that has been without a connection for longest; if all have
 * one, it gets none. Thread safe.
 */
final class PeerRange {

  /** A peer that has a session. */
  static final class Member {

    private final PeerRange range;
    private final Address peer;
    private final DynamicSessions home;

    // Guarded by the range.
    private boolean connected;
    private long since;

    private Member(PeerRange range, Address peer, DynamicSessions home, long now) {
      this.range = range;
      this.peer = peer;
      this.home = home;
      this.connected = true;
      this.since = now;
    }

    PeerRange range() {
      return range;
    }

    Address peer() {
      return peer;
    }

    DynamicSessions home() {
      return home;
    }
  }

  /**
   * A place in the range.
   *
   * @param member who has it now
   * @param displaced who had it before; null for nobody
   */
  record Place(Member member, @Nullable Member displaced) {}

  private final Map<Address, Member> members = new LinkedHashMap<>();
  private DynamicRange settings;
  private boolean closed;

  PeerRange(DynamicRange settings) {
    this.settings = settings;
  }

  synchronized DynamicRange settings() {
    return settings;
  }

  synchronized void reconfigure(DynamicRange changed) {
    settings = changed;
  }

  /** Admits nobody any more. */
  synchronized void close() {
    closed = true;
  }

  /**
   * A place for a peer that has connected; the one it has, if it has one.
   *
   * @param home the owner of its session
   * @param now on a clock that only runs forward
   * @return null if there is none
   */
  synchronized @Nullable Place reserve(Address peer, DynamicSessions home, long now) {
    Member known = members.get(peer);
    if (closed) {
      return null;
    }
    if (known != null) {
      known.connected = true;
      return new Place(known, null);
    }
    Member displaced = null;
    if (members.size() >= settings.limit()) {
      displaced = longestIdle();
      if (displaced == null) {
        return null;
      }
      members.remove(displaced.peer);
    }
    Member member = new Member(this, peer, home, now);
    members.put(peer, member);
    return new Place(member, displaced);
  }

  private @Nullable Member longestIdle() {
    Member longest = null;
    for (Member member : members.values()) {
      if (!member.connected && (longest == null || member.since - longest.since < 0)) {
        longest = member;
      }
    }
    return longest;
  }

  /** The peer has no connection. */
  synchronized void idle(Member member, long now) {
    if (member.connected) {
      member.connected = false;
      member.since = now;
    }
  }

  /** The peer has no session any more. */
  synchronized void leave(Member member) {
    members.remove(member.peer, member);
  }

  synchronized List<Member> members() {
    return List.copyOf(members.values());
  }
}
