package io.prefixwatch.daemon.config.section;

import io.prefixwatch.bgp.bmp.RibView;
import io.prefixwatch.bgp.capability.Role;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.daemon.config.BmpRouter;
import io.prefixwatch.daemon.config.BmpSettings;
import io.prefixwatch.daemon.config.ListenAddress;
import io.prefixwatch.daemon.config.SessionSettings;
import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Quoted;
import io.prefixwatch.daemon.config.schema.BadValue;
import io.prefixwatch.daemon.config.schema.BgpValues;
import io.prefixwatch.daemon.config.schema.Values;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.Preference;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.registry.SessionKind;
import io.prefixwatch.monitor.registry.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code bmp:}. */
final class BmpSection {

  private static final Map<String, RibView> VIEWS = new LinkedHashMap<>();

  static {
    for (RibView view : List.of(RibView.PRE_POLICY, RibView.POST_POLICY, RibView.LOC_RIB)) {
      VIEWS.put(view.label(), view);
    }
  }

  private final Map<String, Site> sites;
  private final Map<String, Partner> partners;
  private final List<SessionSettings> sessions;
  private final UniqueIds ids = new UniqueIds("router");
  private final Map<Address, Position> addresses = new HashMap<>();

  /**
   * A section that is not read yet.
   *
   * @param sessions configured ones, and those that stand for a range
   */
  BmpSection(
      Map<String, Site> sites, Map<String, Partner> partners, List<SessionSettings> sessions) {
    this.sites = sites;
    this.partners = partners;
    this.sessions = sessions;
  }

  /** Null if there is none, or after a problem was reported. */
  @Nullable BmpSettings read(MappingReader top) {
    MappingReader bmp = top.mapping("bmp");
    if (bmp == null) {
      return null;
    }
    ListenAddress listen = bmp.get("listen", BgpValues::listen);
    List<BmpRouter> routers = new ArrayList<>();
    List<MappingReader> entries = bmp.mappings("routers");
    for (MappingReader entry : entries) {
      BmpRouter router = router(entry);
      if (router != null) {
        routers.add(router);
      }
    }
    if (entries.isEmpty()) {
      bmp.problems()
          .warning(
              bmp.position(),
              "bmp has no router, so nobody may connect",
              "expected: routers: [{id: lon1-edge-1, address: 192.0.2.10}]");
    }
    return listen == null ? null : new BmpSettings(listen, routers);
  }

  private @Nullable BmpRouter router(MappingReader entry) {
    String id = ids.read(entry, "id", Values::sessionId);
    Address address = entry.get("address", BgpValues::peerAddress);
    RibView view = entry.get("view", BmpSection::view);
    Site site = entry.reference("site", sites, "site");
    SessionKind kind = kind(entry);
    Partner partner = entry.reference("partner", partners, "partner");
    if (id == null || address == null || view == null || kind == null) {
      return null;
    }
    checkId(entry, id);
    checkAddress(entry, address);
    Session template =
        new Session(id, kind, partner, site, id, Preference.PRIMARY, address, 0, towardsUs(kind));
    Set<Address> known = known(id);
    List<Session> peers = peers(entry, template, known);
    warnIfNowhere(entry, template, peers);
    if (view == RibView.LOC_RIB && entry.has("peers")) {
      entry.warning(
          "peers", "have no effect with view: loc-rib", "a Loc-RIB does not show who sent a route");
    }
    // Who cannot be seen is not awaited.
    List<Session> awaited = view == RibView.LOC_RIB ? List.of() : peers;
    return new BmpRouter(address, view, template, awaited, known);
  }

  /** What a router sends is no observation of what others announce. */
  private static RibView view(String text) throws BadValue {
    Values.word(VIEWS.keySet().toArray(String[]::new)).parse(text);
    return VIEWS.getOrDefault(text, RibView.PRE_POLICY);
  }

  private static Role towardsUs(SessionKind kind) {
    return kind == SessionKind.PNI ? Role.PEER : Role.PROVIDER;
  }

  /** What it is for; a pni must say whose. */
  private static @Nullable SessionKind kind(MappingReader entry) {
    SessionKind kind = entry.get("kind", Values.choice(SessionKind.class, SessionKind::label));
    if (kind == SessionKind.PNI && !entry.has("partner")) {
      entry.missing("partner", "a pni belongs to a partner; name it, or write kind: collector");
    }
    return kind;
  }

  private static void warnIfNowhere(MappingReader entry, Session template, List<Session> peers) {
    boolean pni = template.isPni() || peers.stream().anyMatch(Session::isPni);
    if (pni && !entry.has("site")) {
      entry
          .problems()
          .warning(
              entry.position(),
              "this router of pni peers has no \"site\"",
              "without it they count for no registration that names a site");
    }
  }

  /** The sessions of its peers are {@code ID/ADDRESS}, as those of a dynamic session. */
  private void checkId(MappingReader entry, String id) {
    if (sessions.stream().anyMatch(settings -> settings.session().id().equals(id))) {
      entry.error(
          "id", entry.written("id") + " is the id of a session, too", "name the router otherwise");
    }
  }

  private void checkAddress(MappingReader entry, Address address) {
    Position first = addresses.putIfAbsent(address, entry.at("address"));
    if (first != null) {
      entry.error(
          "address",
          entry.written("address") + " is the address of two routers; first at " + first,
          "one router per address");
    }
  }

  /** Peers of the router that also speak BGP to us. */
  private Set<Address> known(String router) {
    Set<Address> known = new HashSet<>();
    for (SessionSettings settings : sessions) {
      if (router.equals(settings.session().router())) {
        known.add(settings.session().peerAddress());
      }
    }
    return known;
  }

  private List<Session> peers(MappingReader router, Session template, Set<Address> known) {
    List<Session> peers = new ArrayList<>();
    Set<Address> seen = new HashSet<>();
    for (MappingReader entry : router.mappings("peers")) {
      Address address = entry.get("address", BgpValues::peerAddress);
      SessionKind kind = kind(entry);
      Partner partner = entry.reference("partner", partners, "partner");
      Preference preference =
          entry.get("preference", Values.choice(Preference.class, Preference::label));
      if (address == null || kind == null || preference == null) {
        continue;
      }
      if (!seen.add(address)) {
        entry.error("address", entry.written("address") + " stands twice", "keep one of them");
        continue;
      }
      if (known.contains(address)) {
        entry.error(
            "address",
            entry.written("address")
                + " is the peer of a session whose router is "
                + Quoted.of(template.id()),
            "remove it here, or remove that session");
      }
      peers.add(
          new Session(
              template.id() + "/" + address,
              kind,
              partner,
              template.site(),
              template.router(),
              preference,
              address,
              0,
              towardsUs(kind)));
    }
    return peers;
  }
}
