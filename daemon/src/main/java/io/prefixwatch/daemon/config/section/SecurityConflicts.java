package io.prefixwatch.daemon.config.section;

import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.PeerSecurity;
import io.prefixwatch.daemon.config.problem.Quoted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Entries of {@code sessions:} whose protection cannot stand side by side. The kernel knows a
 * connection by its address alone, and the longest range that has a key decides: what only the OPEN
 * tells comes too late.
 */
final class SecurityConflicts {

  /**
   * Where connections come from, and what is asked of them.
   *
   * @param id of the entry
   * @param prefix the peer's address, or the range
   * @param place where the entry is written
   */
  private record Claim(String id, Prefix prefix, PeerSecurity security, MappingReader place) {}

  private final Map<Prefix, Claim> first = new HashMap<>();
  private final List<Claim> addresses = new ArrayList<>();
  private final List<Claim> ranges = new ArrayList<>();

  void address(String id, Address address, PeerSecurity security, MappingReader place) {
    Prefix host = new Prefix(address.ipv6(), address.hi(), address.lo(), address.ipv6() ? 128 : 32);
    claim(new Claim(id, host, security, place), addresses);
  }

  void range(String id, Prefix range, PeerSecurity security, MappingReader place) {
    claim(new Claim(id, range, security, place), ranges);
  }

  private void claim(Claim claim, List<Claim> into) {
    Claim before = first.putIfAbsent(claim.prefix, claim);
    if (before == null) {
      into.add(claim);
    } else if (!before.security.equals(claim.security)) {
      complain(
          claim,
          "has the peers of session "
              + Quoted.of(before.id)
              + ", but not the same password, tcp-ao and ttl-security",
          "they are checked before the OPEN tells which session it is; write the same in both");
    }
  }

  /** Reports what lies in a range whose keys it cannot live with. */
  void report() {
    for (Claim range : ranges) {
      for (Claim other : ranges) {
        if (!other.prefix.equals(range.prefix)) {
          compare(range, other);
        }
      }
      addresses.forEach(address -> compare(range, address));
    }
  }

  private static void compare(Claim range, Claim inside) {
    if (!range.prefix.covers(inside.prefix)) {
      return;
    }
    String where = "lies in the range " + range.prefix + " of session " + Quoted.of(range.id);
    if (range.security.isKeyed() && !inside.security.isKeyed()) {
      complain(
          inside,
          where + ", which has keys: the kernel will ask for them",
          "give it a key of its own, or the same");
    } else if (!range.security.hasKeysOf(inside.security)
        && inside.security.isKeyed()
        && (range.security.hasAo() || (inside.security.hasAo() && range.security.isKeyed()))) {
      complain(
          inside,
          where + ", which has other keys, and TCP-AO allows only one set for a peer",
          "write the same keys in both, or make the range smaller");
    }
  }

  private static void complain(Claim claim, String message, String hint) {
    claim
        .place
        .problems()
        .error(claim.place.at("id"), "session " + Quoted.of(claim.id) + " " + message, hint);
  }
}
