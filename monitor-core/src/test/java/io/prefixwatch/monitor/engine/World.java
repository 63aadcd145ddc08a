package io.prefixwatch.monitor.engine;

import io.prefixwatch.bgp.capability.Role;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.DetectionSettings;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.Preference;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registration;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.registry.SessionKind;
import io.prefixwatch.monitor.registry.Site;
import io.prefixwatch.monitor.registry.Speaker;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The network of the engine tests: partner acme (AS64496) with two routers in London and one in
 * Amsterdam, partner globex (AS64499) with one in London, a collector; Contoso (AS64501) registered
 * with acme.
 */
final class World {

  static final Site LONDON = new Site("lon1", "London", "GB", "England", null);
  static final Site AMSTERDAM = new Site("ams1", "Amsterdam", "NL", null, null);
  static final Partner ACME =
      new Partner("acme", "Acme Networks", Partner.Service.ISP, AsnSet.of(64496L), null);
  static final Partner GLOBEX =
      new Partner("globex", "Globex", Partner.Service.ISP, AsnSet.of(64499L), null);

  static final Session LON_A = pni("acme-lon1-a", ACME, LONDON, "lon1-edge-1", "127.0.0.2");
  static final Session LON_B = pni("acme-lon1-b", ACME, LONDON, "lon1-edge-2", "127.0.0.3");
  static final Session AMS_A = pni("acme-ams1-a", ACME, AMSTERDAM, "ams1-edge-1", "127.0.0.4");
  static final Session OTHER = pni("globex-lon1", GLOBEX, LONDON, "lon1-edge-2", "127.0.0.5");
  static final Session COLLECTOR =
      new Session(
          "rs1",
          SessionKind.COLLECTOR,
          null,
          null,
          null,
          Preference.PRIMARY,
          Address.parse("127.0.0.9"),
          64700,
          Role.PROVIDER);

  static final Registration CONTOSO =
      new Registration("contoso-london", "Contoso", ACME, "GB", "England", LONDON, AMSTERDAM);

  private World() {}

  static Session pni(String id, Partner partner, Site site, String router, String address) {
    return new Session(
        id,
        SessionKind.PNI,
        partner,
        site,
        router,
        Preference.PRIMARY,
        Address.parse(address),
        partner.asns().toList().get(0),
        Role.PEER);
  }

  static Session backup(Session session) {
    return new Session(
        session.id(),
        session.kind(),
        session.partner(),
        session.site(),
        session.router(),
        Preference.BACKUP,
        session.peerAddress(),
        session.peerAsn(),
        session.role());
  }

  /** 203.0.113.0/24 of Contoso, origin 64501, nothing longer, any upstream. */
  static RegisteredPrefix contoso() {
    return contoso("203.0.113.0/24", 24);
  }

  static RegisteredPrefix contoso(String prefix, int maxLength) {
    return new RegisteredPrefix(
        Prefix.parse(prefix), CONTOSO, AsnSet.of(64501L), maxLength, null, true);
  }

  static RegisteredPrefix behind(String prefix, Long... upstreams) {
    Prefix parsed = Prefix.parse(prefix);
    return new RegisteredPrefix(
        parsed, CONTOSO, AsnSet.of(64501L), parsed.length(), AsnSet.of(upstreams), true);
  }

  static RegisteredPrefix unannounced(String prefix) {
    Prefix parsed = Prefix.parse(prefix);
    return new RegisteredPrefix(parsed, CONTOSO, AsnSet.EMPTY, parsed.length(), null, false);
  }

  static DetectionSettings settings() {
    return DetectionSettings.DEFAULT;
  }

  static DetectionSettings settings(int minSessions) {
    return new DetectionSettings(
        Duration.ofSeconds(60),
        Duration.ofSeconds(180),
        Duration.ofSeconds(30),
        Duration.ofHours(24),
        minSessions,
        Set.of());
  }

  static Registry registry(RegisteredPrefix... prefixes) {
    return registry(1, settings(), List.of(prefixes));
  }

  static Registry registry(
      long generation, DetectionSettings settings, List<RegisteredPrefix> prefixes) {
    return Registry.of(
        generation,
        new Speaker(64500, RouterId.parse("192.0.2.1"), List.of()),
        List.of(LON_A, LON_B, AMS_A, OTHER, COLLECTOR),
        prefixes,
        settings);
  }
}
