package io.prefixwatch.daemon.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.capability.Role;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.daemon.config.ConfigFolder;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.RoleOffer;
import io.prefixwatch.daemon.config.SessionSettings;
import io.prefixwatch.monitor.registry.Preference;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.registry.SessionKind;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsSectionTest {

  private static final String PLACES =
      ConfigFolder.SPEAKER + "sites: [{id: lon1}]\npartners: [{id: acme, asns: [64496]}]\n";

  @TempDir private Path temp;
  private ConfigFolder folder;

  @BeforeEach
  void setUp() {
    folder = new ConfigFolder(temp);
  }

  @Test
  void hasDefaultsForAPni() {
    folder.main(ConfigFolder.LONDON);

    SessionSettings settings = folder.config().sessions().get(0);

    Session session = settings.session();
    assertThat(session.kind()).isEqualTo(SessionKind.PNI);
    assertThat(session.preference()).isEqualTo(Preference.PRIMARY);
    assertThat(session.role()).isEqualTo(Role.PEER);
    assertThat(session.router()).isNull();
    assertThat(settings.active()).isFalse();
    assertThat(settings.port()).isEqualTo(179);
    assertThat(settings.families()).containsExactly(Family.IPV4_UNICAST, Family.IPV6_UNICAST);
    assertThat(settings.addPath()).isFalse();
  }

  @Test
  void takesACollectorForAProviderWithoutPartnerOrSite() {
    folder.main(
        PLACES + "sessions: [{id: c, kind: collector, peer: {address: 192.0.2.9, asn: 64499}}]");

    Session session = folder.config().sessions().get(0).session();

    assertThat(session.role()).isEqualTo(Role.PROVIDER);
    assertThat(session.partner()).isNull();
    assertThat(session.site()).isNull();
    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void knowsAPeerByItsAddressAloneWhereNoAsnIsGiven() {
    folder.main(PLACES + "sessions: [{id: c, kind: collector, peer: {address: 192.0.2.9}}]");

    assertThat(folder.config().sessions().get(0).session().peerAsn()).isZero();
    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void refusesTwoPeersOfOneAddressWithoutAsn() {
    folder.main(
        PLACES
            + """
            sessions:
              - {id: a, kind: collector, peer: {address: 192.0.2.9}}
              - {id: b, kind: collector, peer: {address: 192.0.2.9}}
              - {id: c, kind: collector, peer: {address: 192.0.2.9, asn: 64499}}
            """);

    assertThat(folder.problems())
        .singleElement()
        .asString()
        .contains("192.0.2.9 with any AS is the peer of two sessions");
  }

  @Test
  void warnsOfAPniWhosePeerAndPartnerHaveNoAsn() {
    folder.main(
        ConfigFolder.SPEAKER
            + """
            sites: [{id: lon1}]
            partners: [{id: acme}]
            sessions: [{id: a, partner: acme, site: lon1, peer: {address: 192.0.2.9}}]
            """);

    assertThat(folder.problems())
        .singleElement()
        .asString()
        .contains("neither this peer nor partner \"acme\" has an AS number");
  }

  @Test
  void mapsEveryKey() {
    folder.main(
        PLACES
            + """
            sessions:
              - id: acme-lon1-b
                partner: acme
                kind: pni
                site: lon1
                router: lon1-edge-2
                preference: backup
                peer: {address: 2001:db8::9, asn: 64496, active: true, port: 1790}
                families: [ipv6-unicast]
                add-path: receive
                role: customer
                role-strict: true
            """);

    DaemonConfig config = folder.config();

    SessionSettings settings = config.sessions().get(0);
    Session session = settings.session();
    assertThat(session.id()).isEqualTo("acme-lon1-b");
    assertThat(session.partner()).isSameAs(config.partners().get(0));
    assertThat(session.site()).isSameAs(config.sites().get(0));
    assertThat(session.router()).isEqualTo("lon1-edge-2");
    assertThat(session.preference()).isEqualTo(Preference.BACKUP);
    assertThat(session.peerAddress()).isEqualTo(Address.parse("2001:db8::9"));
    assertThat(session.peerAsn()).isEqualTo(64496);
    assertThat(session.role()).isEqualTo(Role.CUSTOMER);
    assertThat(settings.active()).isTrue();
    assertThat(settings.port()).isEqualTo(1790);
    assertThat(settings.families()).containsExactly(Family.IPV6_UNICAST);
    assertThat(settings.addPath()).isTrue();
    assertThat(settings.roles()).isEqualTo(new RoleOffer(Role.CUSTOMER, true));
    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void speaksOnlyOfARoleThatIsWritten() {
    folder.main(
        PLACES
            + """
            sessions:
              - {id: a, partner: acme, site: lon1, peer: {address: 192.0.2.9, asn: 64496}}
              - {id: b, kind: collector, role-strict: true, peer: {address: 192.0.2.10, asn: 64499}}
            """);

    DaemonConfig config = folder.config();

    assertThat(config.sessions().get(0).session().role()).isEqualTo(Role.PEER);
    assertThat(config.sessions().get(0).roles()).isEqualTo(RoleOffer.NONE);
    assertThat(config.sessions().get(1).session().role()).isEqualTo(Role.PROVIDER);
    assertThat(config.sessions().get(1).roles().peerRole()).isNull();
    assertThat(folder.problems())
        .containsExactly(
            "main.yaml:6:43: warning: role-strict: has no effect without role (write the"
                + " neighbour's role)");
  }

  @Test
  void refusesAPeerWithNothingBehindIt() {
    folder.main(PLACES + "sessions:\n  - id: a\n    kind: collector\n    peer:\n");

    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:5:5: \"peer\" is missing from this entry of \"sessions\" (expected: peer:"
                + " {address: 192.0.2.1, asn: 64496})");
  }

  @Test
  void refusesTheSameIdAndTheSamePeerTwice() {
    folder.main(
        PLACES
            + """
            sessions:
              - {id: a, kind: collector, peer: {address: 192.0.2.9, asn: 64498}}
              - {id: a, kind: collector, peer: {address: 192.0.2.9, asn: 64499}}
              - {id: b, kind: collector, peer: {address: 192.0.2.9, asn: 64499}}
            """);

    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:6:10: id: the session \"a\" stands twice; first at main.yaml:5:10 (rename"
                + " one of them)",
            "main.yaml:7:46: address: 192.0.2.9 with AS 64499 is the peer of two sessions; first at"
                + " main.yaml:6:46 (one session per address and asn)");
  }

  @Test
  void refusesAnAliasOfASessionAsASecondOne() {
    folder.main(
        PLACES
            + "sessions: [&a {id: a, kind: collector, peer: {address: 192.0.2.9, asn: 64499}}, *a]");

    assertThat(folder.errors()).hasSize(2);
  }

  @Test
  void refusesAPniWithoutPartnerAndWarnsWithoutSite() {
    folder.main(PLACES + "sessions: [{id: a, peer: {address: 192.0.2.9, asn: 64496}}]");

    assertThat(folder.problems())
        .containsExactly(
            "main.yaml:4:12: \"partner\" is missing from this entry of \"sessions\" (a pni session"
                + " belongs to a partner; name it, or write kind: collector)",
            "main.yaml:4:12: warning: this pni session has no \"site\" (without it the session"
                + " counts for no registration that names a site)");
  }

  @Test
  void refusesNamesThatLeadNowhere() {
    folder.main(
        PLACES
            + "sessions: [{id: a, partner: acne, site: lon2, "
            + "peer: {address: 192.0.2.9, asn: 64496}}]");

    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:4:29: partner: there is no partner \"acne\" (did you mean \"acme\"?)",
            "main.yaml:4:41: site: there is no site \"lon2\" (did you mean \"lon1\"?)");
  }

  @Test
  void warnsAboutAPeerThatIsNoneOfItsPartners() {
    String session =
        "sessions: [{id: a, partner: acme, site: lon1,%s peer: {address: 192.0.2.9, asn: 64499}}]";

    folder.main(PLACES + String.format(session, ""));
    assertThat(folder.problems())
        .containsExactly(
            "main.yaml:4:79: warning: asn: 64499 is none of the asns of partner \"acme\" (add it to"
                + " asns there, or write role: rs if this is a route server)");

    folder.main(PLACES + String.format(session, " role: rs,"));
    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void checksTheValuesOfKeysWithoutEffect() {
    folder.main(
        PLACES
            + """
            sessions:
              - id: a
                kind: collector
                peer: {address: 192.0.2.9, asn: 64499}
                prefix-limit: {ipv4: many, action: warn}
                role: upstream
                role-strict: maybe
            """);

    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:8:26: ipv4: \"many\" is not a whole number (a whole number from 1 to"
                + " 2147483647)",
            "main.yaml:9:11: role: \"upstream\" is not known here (known: provider, rs, rs-client,"
                + " customer, peer)",
            "main.yaml:10:18: role-strict: \"maybe\" is neither true nor false (write true or"
                + " false)");
  }

  @Test
  void saysThatAPassiveSessionNeedsNoPort() {
    folder.main(
        PLACES
            + "sessions: [{id: a, kind: collector,"
            + " peer: {address: 192.0.2.9, asn: 64499, port: 179}}]");

    assertThat(folder.problems())
        .containsExactly(
            "main.yaml:4:82: warning: port: has no effect on a passive session (add active: true"
                + " to connect there)");
  }
}
