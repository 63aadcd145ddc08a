package io.prefixwatch.daemon.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.bmp.RibView;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.daemon.config.BmpRouter;
import io.prefixwatch.daemon.config.BmpSettings;
import io.prefixwatch.daemon.config.ConfigFolder;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.monitor.registry.Preference;
import io.prefixwatch.monitor.registry.Session;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BmpSectionTest {

  private static final String PLACES =
      ConfigFolder.SPEAKER
          + """
          sites: [{id: lon1}]
          partners: [{id: acme, asns: [64496]}]
          """;

  @TempDir private Path temp;
  private ConfigFolder folder;

  @BeforeEach
  void setUp() {
    folder = new ConfigFolder(temp);
  }

  private BmpSettings bmp() {
    return Objects.requireNonNull(folder.config().bmp());
  }

  @Test
  void isAbsentByDefault() {
    assertThat(folder.main(ConfigFolder.SPEAKER).config().bmp()).isNull();
  }

  @Test
  void hasDefaults() {
    folder.main(PLACES + "bmp: {routers: [{id: edge1, address: 192.0.2.10}]}\n");

    assertThat(folder.problems()).isEmpty();
    assertThat(bmp().listen()).hasToString("0.0.0.0:11019");
    BmpRouter router = bmp().routers().get(0);
    assertThat(router.id()).isEqualTo("edge1");
    assertThat(router.view()).isEqualTo(RibView.PRE_POLICY);
    assertThat(router.template().isPni()).isFalse();
    assertThat(router.template().router()).isEqualTo("edge1");
    assertThat(router.template().site()).isNull();
    assertThat(router.peers()).isEmpty();
    assertThat(router.known()).isEmpty();
  }

  @Test
  void mapsEveryKey() {
    folder.main(
        PLACES
            + """
            bmp:
              listen: "127.0.0.1:11019"
              routers:
                - id: edge1
                  address: 2001:db8::10
                  site: lon1
                  view: post-policy
                  kind: pni
                  partner: acme
                  peers:
                    - {address: 192.0.2.9, kind: pni, partner: acme, preference: backup}
                    - {address: 192.0.2.8, kind: collector}
            """);

    assertThat(folder.problems()).isEmpty();
    assertThat(bmp().listen()).hasToString("127.0.0.1:11019");
    BmpRouter router = bmp().routers().get(0);
    assertThat(router.address()).isEqualTo(Address.parse("2001:db8::10"));
    assertThat(router.view()).isEqualTo(RibView.POST_POLICY);
    assertThat(router.template().isPni()).isTrue();
    assertThat(Objects.requireNonNull(router.template().partner()).id()).isEqualTo("acme");
    Session described = router.peers().get(0);
    assertThat(described.id()).isEqualTo("edge1/192.0.2.9");
    assertThat(described.isPni()).isTrue();
    assertThat(described.router()).isEqualTo("edge1");
    assertThat(Objects.requireNonNull(described.site()).id()).isEqualTo("lon1");
    assertThat(described.preference()).isEqualTo(Preference.BACKUP);
    assertThat(router.peers().get(1).isPni()).isFalse();
  }

  @Test
  void awaitsPeersThatAreDescribedByName() {
    folder.main(
        ConfigFolder.LONDON
            + "bmp: {routers: [{id: edge1, address: 192.0.2.10, site: lon1,"
            + " peers: [{address: 192.0.2.8, partner: acme}]}]}\n");

    DaemonConfig config = folder.config();

    assertThat(config.expectedSessions())
        .extracting(Session::id)
        .containsExactly("a", "edge1/192.0.2.8");
    assertThat(config.registry(1).session("edge1/192.0.2.8")).isNotNull();
  }

  @Test
  void knowsPeersThatHaveASessionOfTheirOwn() {
    folder.main(
        PLACES
            + """
            sessions:
              - {id: a, kind: collector, router: edge1, peer: {address: 192.0.2.9, asn: 64496}}
              - {id: b, kind: collector, router: edge2, peer: {address: 192.0.2.8, asn: 64496}}
            bmp: {routers: [{id: edge1, address: 192.0.2.10}]}
            """);

    assertThat(bmp().routers().get(0).known()).containsExactly(Address.parse("192.0.2.9"));
  }

  @Test
  void needsNoSessionBesideIt() {
    folder.main(PLACES + "bmp: {routers: [{id: edge1, address: 192.0.2.10}]}\n");

    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void countsItsPnisAsInterconnects() {
    String registration =
        "registrations: [{id: c, partner: acme, primary-site: lon1,"
            + " prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]}]\n";
    folder.main(
        PLACES
            + registration
            + "bmp: {routers: [{id: edge1, address: 192.0.2.10, site: lon1,"
            + " peers: [{address: 192.0.2.9, partner: acme}]}]}\n");
    assertThat(folder.problems()).isEmpty();

    folder.main(
        PLACES + registration + "bmp: {routers: [{id: edge1, address: 192.0.2.10, site: lon1}]}\n");
    assertThat(folder.problems()).singleElement().asString().contains("no pni session");
  }

  // Mistakes.

  @Test
  void warnsIfNobodyMayConnect() {
    folder.main(PLACES + "bmp: {listen: \"127.0.0.1:11019\"}\n");

    assertThat(folder.problems())
        .containsExactly(
            "main.yaml:4:6: warning: bmp has no router, so nobody may connect (expected: routers:"
                + " [{id: lon1-edge-1, address: 192.0.2.10}])");
  }

  @Test
  void namesWhatIsMissing() {
    folder.main(
        PLACES
            + """
            bmp:
              routers:
                - {site: lon1}
                - {id: edge2, address: 192.0.2.10, kind: pni}
                - {id: edge3, address: 192.0.2.11, peers: [{address: 192.0.2.9}]}
            """);

    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:6:7: \"id\" is missing from this entry of \"routers\" (expected: id: and an"
                + " id)",
            "main.yaml:6:7: \"address\" is missing from this entry of \"routers\" (expected:"
                + " address: and an address)",
            "main.yaml:7:7: \"partner\" is missing from this entry of \"routers\" (a pni belongs to"
                + " a partner; name it, or write kind: collector)",
            "main.yaml:8:48: \"partner\" is missing from this entry of \"peers\" (a pni belongs to a"
                + " partner; name it, or write kind: collector)");
  }

  @Test
  void refusesWhatStandsTwice() {
    folder.main(
        ConfigFolder.LONDON
            + """
            bmp:
              routers:
                - {id: edge1, address: 192.0.2.10, peers: [{address: 192.0.2.9, kind: collector},
                                                           {address: 192.0.2.9, kind: collector}]}
                - {id: edge1, address: 192.0.2.11}
                - {id: edge3, address: 192.0.2.10}
                - {id: a, address: 192.0.2.12}
            """);

    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:8:58: address: 192.0.2.9 stands twice (keep one of them)",
            "main.yaml:9:12: id: the router \"edge1\" stands twice; first at main.yaml:7:12 (rename"
                + " one of them)",
            "main.yaml:10:28: address: 192.0.2.10 is the address of two routers; first at"
                + " main.yaml:7:28 (one router per address)",
            "main.yaml:11:12: id: a is the id of a session, too (name the router otherwise)");
  }

  @Test
  void refusesAPeerThatHasASessionOfItsOwn() {
    folder.main(
        PLACES
            + """
            sessions:
              - {id: s, kind: collector, router: edge1, peer: {address: 192.0.2.9, asn: 64496}}
            bmp: {routers: [{id: edge1, address: 192.0.2.10, peers: [{address: 192.0.2.9, kind: collector}]}]}
            """);

    assertThat(folder.errors())
        .singleElement()
        .asString()
        .endsWith(
            "address: 192.0.2.9 is the peer of a session whose router is \"edge1\" (remove it here,"
                + " or remove that session)");
  }

  @Test
  void refusesViewsThatAreNoObservation() {
    folder.main(PLACES + "bmp: {routers: [{id: e, address: 192.0.2.10, view: adj-rib-out}]}\n");

    assertThat(folder.errors())
        .singleElement()
        .asString()
        .contains("view: \"adj-rib-out\"")
        .contains("pre-policy, post-policy, loc-rib");
  }

  @Test
  void warnsOfWhatHasNoEffect() {
    folder.main(
        PLACES
            + "bmp: {routers: [{id: e, address: 192.0.2.10, view: loc-rib,"
            + " peers: [{address: 192.0.2.9, partner: acme}]}]}\n");

    assertThat(folder.problems())
        .containsExactlyInAnyOrder(
            "main.yaml:4:17: warning: this router of pni peers has no \"site\" (without it they"
                + " count for no registration that names a site)",
            "main.yaml:4:68: warning: peers: have no effect with view: loc-rib (a Loc-RIB does not"
                + " show who sent a route)");
    assertThat(folder.config().expectedSessions()).isEmpty();
  }
}
