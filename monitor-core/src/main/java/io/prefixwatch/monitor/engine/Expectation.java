package io.prefixwatch.monitor.engine;

import io.prefixwatch.monitor.coverage.Meeting;
import io.prefixwatch.monitor.registry.Registration;
import java.util.ArrayList;
import java.util.List;

/**
 * What all registrations with one partner at the same sites expect, and the prefixes of them that
 * were ever touched. Mutable, owned by {@link Expectations}.
 */
final class Expectation {

  /** One of those registrations. */
  final Registration registration;

  /** The expected sessions that we have heard of. */
  List<SessionTrack> sessions = List.of();

  Meeting meeting = Meeting.NOWHERE;

  final List<WatchedPrefix> members = new ArrayList<>();

  /** Which change of the sessions this follows; see {@link Expectations}. */
  long version = -1;

  Expectation(Registration registration) {
    this.registration = registration;
  }

  void add(WatchedPrefix watched) {
    watched.standing.member = members.size();
    members.add(watched);
  }

  /** The last member takes the place of the one that goes: there may be a million of them. */
  void remove(WatchedPrefix watched) {
    WatchedPrefix last = members.remove(members.size() - 1);
    if (last != watched) {
      members.set(watched.standing.member, last);
      last.standing.member = watched.standing.member;
    }
  }
}
