package io.prefixwatch.daemon.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.capability.Role;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.ConfigFolder;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.DynamicRange;
import io.prefixwatch.daemon.config.SessionSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamicSectionTest {

  private static final String PLACES =
      ConfigFolder.SPEAKER + "sites: [{id: lon1}]\npartners: [{id: acme}]\n";

  @TempDir private Path temp;
  private ConfigFolder folder;

  @BeforeEach
  void setUp() {
    folder = new ConfigFolder(temp);
  }

  @Test
  void takesAnybodyUpTo100ByDefault() {
    folder.main(
        PLACES + "sessions: [{id: rs, kind: collector, dynamic: {range: 2001:db8:5::/64}}]");

    DaemonConfig config = folder.config();

    DynamicRange range = config.ranges().get(0);
    assertThat(config.sessions()).isEmpty();
    assertThat(range.id()).isEqualTo("rs");
    assertThat(range.range()).isEqualTo(Prefix.parse("2001:db8:5::/64"));
    assertThat(range.limit()).isEqualTo(100);
    assertThat(range.accepts(64777)).isTrue();
    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void makesASessionForEachPeer() {
    folder.main(
        PLACES
            + """
            sessions:
              - id: lan
                partner: acme
                site: lon1
                role: customer
                families: [ipv4-unicast]
                ttl-security: 1
                dynamic: {range: 198.51.100.0/24, asns: [64496, 64497], limit: 3}
            """);
    DynamicRange range = folder.config().ranges().get(0);

    SessionSettings settings = range.sessionOf(Address.parse("198.51.100.7"), 64497);

    assertThat(settings.session().id()).isEqualTo("lan/198.51.100.7");
    assertThat(settings.session().peerAddress()).isEqualTo(Address.parse("198.51.100.7"));
    assertThat(settings.session().peerAsn()).isEqualTo(64497);
    assertThat(settings.session().role()).isEqualTo(Role.CUSTOMER);
    assertThat(settings.active()).isFalse();
    assertThat(settings.families()).containsExactly(Family.IPV4_UNICAST);
    assertThat(settings.security().minTtl()).isEqualTo(255);
    assertThat(range.limit()).isEqualTo(3);
    assertThat(range.accepts(Address.parse("198.51.100.7"), 64498)).isFalse();
    assertThat(range.accepts(Address.parse("198.51.101.7"), 64497)).isFalse();
  }

  @Test
  void countsItsAsnsAsThoseOfAPartnerThatNamesNone() {
    folder.main(
        PLACES
            + "sessions: [{id: lan, partner: acme, site: lon1,"
            + " dynamic: {range: 198.51.100.0/24, asns: [64496]}}]");

    assertThat(folder.config().partners().get(0).asns().contains(64496)).isTrue();
  }

  @Test
  void warnsAboutAnAsnThatIsNoneOfItsPartners() {
    folder.main(
        ConfigFolder.SPEAKER
            + "sites: [{id: lon1}]\npartners: [{id: acme, asns: [64496]}]\n"
            + "sessions: [{id: lan, partner: acme, site: lon1,"
            + " dynamic: {range: 198.51.100.0/24, asns: [64496, 64499]}}]");

    assertThat(folder.problems())
        .containsExactly(
            "main.yaml:4:89: warning: asns: 64499 is none of the asns of partner \"acme\" (add it to"
                + " asns there, or write role: rs if this is a route server)");
  }

  @Test
  void refusesWhatIsNoRange() {
    folder.main(
        PLACES
            + """
            sessions:
              - {id: a, kind: collector, dynamic: {range: 198.51.100.1/24, asn: 64496}}
              - {id: b, kind: collector, dynamic: {asns: [], limit: 0}}
              - {id: c, kind: collector, dynamic: {range: 198.51.100.0/24}, peer: {address: 192.0.2.9, asn: 64496}}
              - {id: d, kind: collector, dynamic: }
            """);

    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:5:47: range: \"198.51.100.1/24\" has bits set beyond its length (did you"
                + " mean 198.51.100.0/24?)",
            "main.yaml:5:64: unknown key \"asn\" (did you mean \"asns\"?)",
            "main.yaml:6:39: \"range\" is missing from \"dynamic\" (expected: range: and a prefix)",
            "main.yaml:6:46: asns: there is no AS number (leave it out for anybody)",
            "main.yaml:6:57: limit: \"0\" is out of range (a whole number from 1 to 100000)",
            "main.yaml:7:39: dynamic: this entry has a peer, too (one session with its peer, or"
                + " one for all peers of a range)",
            "main.yaml:8:5: \"peer\" is missing from this entry of \"sessions\" (expected: peer:"
                + " {address: 192.0.2.1, asn: 64496})");
  }

  @Test
  void needsAListener() {
    folder.main(
        "speaker: {asn: 64500, router-id: 192.0.2.1, listen: []}\n"
            + "sessions: [{id: rs, kind: collector, dynamic: {range: 198.51.100.0/24}}]");

    assertThat(folder.problems())
        .singleElement()
        .asString()
        .contains("warning: speaker: listen is empty, and session \"rs\" waits for its peer");
  }
}
