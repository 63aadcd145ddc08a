package io.prefixwatch.daemon.speaker.socket;

import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.DynamicRange;
import io.prefixwatch.daemon.config.PeerSecurity;
import io.prefixwatch.daemon.config.SessionSettings;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which keys a listening socket must have, by whom they are for. Immutable. */
public final class KeyTable {

  /** No key at all. */
  public static final KeyTable EMPTY = new KeyTable(new TreeMap<>());

  /**
   * What signs the connections of some peers.
   *
   * @param session the configuration's entry, for messages
   * @param security keyed
   */
  record Entry(String session, PeerSecurity security) {}

  /** A cover sorts before what it covers. */
  private final SortedMap<Prefix, Entry> entries;

  private KeyTable(SortedMap<Prefix, Entry> entries) {
    this.entries = entries;
  }

  /** The keys of these sessions and ranges. */
  public static KeyTable of(Collection<SessionSettings> sessions, Collection<DynamicRange> ranges) {
    SortedMap<Prefix, Entry> entries = new TreeMap<>();
    for (DynamicRange range : ranges) {
      put(entries, range.range(), range.id(), range.template().security());
    }
    for (SessionSettings settings : sessions) {
      Prefix peer = host(settings.session().peerAddress());
      put(entries, peer, settings.session().id(), settings.security());
    }
    entries.entrySet().removeIf(entry -> isCovered(entry, entries));
    return new KeyTable(entries);
  }

  private static void put(
      Map<Prefix, Entry> entries, Prefix peers, String session, PeerSecurity security) {
    if (security.isKeyed()) {
      entries.putIfAbsent(peers, new Entry(session, security));
    }
  }

  /** TCP-AO has one set of keys for a peer: the same again for a part of a range is refused. */
  private static boolean isCovered(Map.Entry<Prefix, Entry> inside, Map<Prefix, Entry> all) {
    return inside.getValue().security.hasAo()
        && all.entrySet().stream()
            .anyMatch(
                wider ->
                    wider.getKey().covers(inside.getKey())
                        && !wider.getKey().equals(inside.getKey())
                        && wider.getValue().security.hasAo());
  }

  static Prefix host(Address address) {
    return new Prefix(address.ipv6(), address.hi(), address.lo(), address.ipv6() ? 128 : 32);
  }

  /** The part that counts on a socket which peers of only one family reach. */
  public KeyTable ofFamily(boolean ipv6) {
    SortedMap<Prefix, Entry> some = new TreeMap<>(entries);
    some.keySet().removeIf(peers -> peers.ipv6() != ipv6);
    return new KeyTable(some);
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  Map<Prefix, Entry> entries() {
    return entries;
  }

  @Nullable Entry entry(Prefix peers) {
    return entries.get(peers);
  }
}
