package io.prefixwatch.daemon.config.section;

import io.prefixwatch.bgp.capability.Role;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.daemon.config.DynamicRange;
import io.prefixwatch.daemon.config.PeerSecurity;
import io.prefixwatch.daemon.config.RoleOffer;
import io.prefixwatch.daemon.config.SessionSettings;
import io.prefixwatch.daemon.config.TransportSupport;
import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Quoted;
import io.prefixwatch.daemon.config.schema.BgpValues;
import io.prefixwatch.daemon.config.schema.Values;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.Preference;
import io.prefixwatch.monitor.registry.PrefixLimit;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.registry.SessionKind;
import io.prefixwatch.monitor.registry.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code sessions:}. */
final class SessionsSection {

  private final List<MappingReader> entries;
  private final PeerSecuritySection protection;
  private final SecurityConflicts conflicts = new SecurityConflicts();
  private final List<DynamicRange> ranges = new ArrayList<>();
  private final UniqueIds ids = new UniqueIds("session");
  private final Map<PeerKey, Position> peers = new HashMap<>();

  /** How an incoming connection finds its session; the two must differ in one of them. */
  private record PeerKey(Address address, long asn) {}

  /**
   * The neighbour.
   *
   * @param address where it is
   * @param asn its AS number, 0 for whatever its OPEN says
   * @param active whether we connect
   * @param port where we connect
   * @param place where that is written
   */
  private record Peer(Address address, long asn, boolean active, int port, MappingReader place) {}

  /**
   * A reader.
   *
   * @param support what the machine can do to protect connections
   */
  SessionsSection(MappingReader top, TransportSupport support) {
    entries = top.mappings("sessions");
    protection = new PeerSecuritySection(support);
  }

  /** The peer ASNs that the PNI sessions of each partner name; says nothing about mistakes. */
  Map<String, List<Long>> peerAsns() {
    Map<String, List<Long>> asns = new HashMap<>();
    for (MappingReader entry : entries) {
      List<String> written = new ArrayList<>(entry.quietList("dynamic", "asns"));
      written.add(entry.quietly("peer", "asn"));
      boolean counts =
          !entry.quietly("kind").equals(SessionKind.COLLECTOR.label())
              && !entry.quietly("role").equals(Role.ROUTE_SERVER.label());
      for (String asn : written) {
        if (counts && Values.parses(asn, BgpValues::asn)) {
          asns.computeIfAbsent(entry.quietly("partner"), partner -> new ArrayList<>())
              .add(Long.parseLong(asn));
        }
      }
    }
    return asns;
  }

  /** The configured sessions in the order of the file. */
  List<SessionSettings> read(Map<String, Site> sites, Map<String, Partner> partners) {
    List<SessionSettings> sessions = new ArrayList<>();
    for (MappingReader entry : entries) {
      SessionSettings settings = readOne(entry, sites, partners);
      if (settings != null) {
        sessions.add(settings);
      }
    }
    conflicts.report();
    return sessions;
  }

  /** The ranges of dynamic peers in the order of the file, once everything was read. */
  List<DynamicRange> ranges() {
    return ranges;
  }

  private @Nullable SessionSettings readOne(
      MappingReader entry, Map<String, Site> sites, Map<String, Partner> partners) {
    String id = ids.read(entry, "id", Values::sessionId);
    SessionKind kind = entry.get("kind", Values.choice(SessionKind.class, SessionKind::label));
    Partner partner = entry.reference("partner", partners, "partner");
    Site site = entry.reference("site", sites, "site");
    String router = entry.get("router", Values::id);
    Preference preference =
        entry.get("preference", Values.choice(Preference.class, Preference::label));
    Role role = entry.get("role", Values.choice(Role.class, Role::label));
    if (kind != null) {
      checkPlace(entry, kind);
    }
    Peer peer = peer(entry);
    DynamicSection.Dynamic dynamic = DynamicSection.read(entry);
    PeerSecurity security = protection.read(entry);
    PrefixLimit limit = PrefixLimitSection.read(entry);
    List<Family> families = families(entry);
    boolean addPath = entry.get("add-path", Values.word("receive")) != null;
    RoleOffer roles = roles(entry, role);
    if (id == null || kind == null || preference == null) {
      return null;
    }
    boolean isPni = kind == SessionKind.PNI;
    Role towardsUs = role != null ? role : isPni ? Role.PEER : Role.PROVIDER;
    Partner named = isPni && towardsUs != Role.ROUTE_SERVER ? partner : null;
    if (peer != null) {
      if (named != null) {
        checkPeerAsns(named, peer.asn == 0 ? List.of() : List.of(peer.asn), "asn", peer.place);
      }
      conflicts.address(id, peer.address, security, entry);
      Session session =
          new Session(
                  id, kind, partner, site, router, preference, peer.address, peer.asn, towardsUs)
              .withPrefixLimit(limit);
      return new SessionSettings(
          session, peer.active, peer.port, families, addPath, roles, security);
    }
    if (dynamic != null) {
      if (named != null) {
        checkPeerAsns(named, dynamic.asns(), "asns", dynamic.place());
      }
      conflicts.range(id, dynamic.range(), security, entry);
      Address first = dynamic.range().address();
      Session template =
          new Session(id, kind, partner, site, router, preference, first, 0, towardsUs)
              .withPrefixLimit(limit);
      ranges.add(
          new DynamicRange(
              new SessionSettings(template, false, 0, families, addPath, roles, security),
              dynamic.range(),
              dynamic.asns(),
              dynamic.limit()));
    }
    return null;
  }

  /** Only a role that is written is spoken of with the neighbour. */
  private static RoleOffer roles(MappingReader entry, @Nullable Role written) {
    boolean strict = Boolean.TRUE.equals(entry.get("role-strict", Values::bool));
    if (strict && !entry.has("role")) {
      entry.warning("role-strict", "has no effect without role", "write the neighbour's role");
    }
    return new RoleOffer(written, strict);
  }

  private static void checkPlace(MappingReader entry, SessionKind kind) {
    if (kind != SessionKind.PNI) {
      return;
    }
    if (!entry.has("partner")) {
      entry.missing(
          "partner", "a pni session belongs to a partner; name it, or write kind: collector");
    }
    if (!entry.has("site")) {
      entry
          .problems()
          .warning(
              entry.position(),
              "this pni session has no \"site\"",
              "without it the session counts for no registration that names a site");
    }
  }

  /**
   * Holds the AS numbers that a peer may have against those of its partner.
   *
   * @param asns none for whatever its OPEN says
   * @param key where they are written
   */
  private static void checkPeerAsns(
      Partner partner, List<Long> asns, String key, MappingReader place) {
    if (asns.isEmpty() && partner.asns().isEmpty()) {
      place
          .problems()
          .warning(
              place.position(),
              "neither this peer nor partner " + Quoted.of(partner.id()) + " has an AS number",
              "write " + key + " here or asns there, so that the first AS of a path can be judged");
    }
    for (Long asn : asns) {
      if (!partner.asns().contains(asn)) {
        place.warning(
            key,
            asn + " is none of the asns of partner " + Quoted.of(partner.id()),
            "add it to asns there, or write role: rs if this is a route server");
      }
    }
  }

  private @Nullable Peer peer(MappingReader entry) {
    MappingReader peer = entry.mapping("peer");
    if (peer == null) {
      if (entry.lacks("peer") && entry.lacks("dynamic")) {
        entry.missing("peer", "expected: peer: {address: 192.0.2.1, asn: 64496}");
      }
      return null;
    }
    Address address = peer.get("address", BgpValues::peerAddress);
    Long asn = peer.has("asn") ? peer.get("asn", BgpValues::routerAsn) : (Long) 0L;
    Boolean active = peer.get("active", Values::bool);
    Integer port = peer.get("port", Values.number(1, 65_535));
    if (address == null || asn == null || active == null || port == null) {
      return null;
    }
    Position first = peers.putIfAbsent(new PeerKey(address, asn), peer.at("address"));
    if (first != null) {
      peer.error(
          "address",
          peer.written("address")
              + (asn == 0 ? " with any AS" : " with AS " + asn)
              + " is the peer of two sessions; first at "
              + first,
          "one session per address and asn");
    }
    if (!active && peer.has("port")) {
      peer.warning(
          "port", "has no effect on a passive session", "add active: true to connect there");
    }
    return new Peer(address, asn, active, port, peer);
  }

  private static List<Family> families(MappingReader entry) {
    List<Family> families = entry.distinct("families", BgpValues::family);
    if (entry.size("families") == 0) {
      entry.error("families", "there is no family", "leave it out for both");
    }
    return families;
  }
}
