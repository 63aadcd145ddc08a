package io.prefixwatch.daemon.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.ConfigFolder;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.Partner;
import io.prefixwatch.monitor.registry.Site;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SitesAndPartnersTest {

  @TempDir private Path temp;
  private ConfigFolder folder;

  @BeforeEach
  void setUp() {
    folder = new ConfigFolder(temp);
  }

  @Test
  void haveDefaults() {
    folder.main(ConfigFolder.SPEAKER + "sites: [{id: lon1}]\npartners: [{id: acme}]\n");

    assertThat(folder.config().sites()).containsExactly(new Site("lon1", "lon1", null, null, null));
    assertThat(folder.config().partners())
        .containsExactly(new Partner("acme", "acme", Partner.Service.ISP, AsnSet.EMPTY, null));
  }

  @Test
  void mapEveryKey() {
    folder.main(
        ConfigFolder.SPEAKER
            + """
            sites:
              - {id: osl1, name: Oslo, country: NO, region: Oslo, coordinates: [59.91, 10.75]}
            partners:
              - {id: acme, name: Acme, service: sdci, asns: [64497, 64496], cone: [64501]}
            """);

    assertThat(folder.config().sites())
        .containsExactly(
            new Site("osl1", "Oslo", "NO", "Oslo", new Site.Coordinates(59.91, 10.75)));
    assertThat(folder.config().partners())
        .containsExactly(
            new Partner(
                "acme",
                "Acme",
                Partner.Service.SDCI,
                AsnSet.of(64496L, 64497L),
                AsnSet.of(64501L)));
  }

  @Test
  void takeThePeersOfItsPniSessionsForThePartnersOwnAsns() {
    folder.main(
        ConfigFolder.SPEAKER
            + """
            sites: [{id: lon1}]
            partners: [{id: acme}]
            sessions:
              - {id: a, partner: acme, site: lon1, peer: {address: 192.0.2.9, asn: 64496}}
              - {id: b, partner: acme, site: lon1, peer: {address: 192.0.2.10, asn: 64497}}
              - {id: c, kind: collector, partner: acme, peer: {address: 192.0.2.11, asn: 64498}}
            """);

    assertThat(folder.config().partners().get(0).asns()).isEqualTo(AsnSet.of(64496L, 64497L));
    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void refuseAnIdThatStandsTwice() {
    folder.main(ConfigFolder.SPEAKER + "sites: [{id: a}, {id: a}]\npartners: [{id: b}, {id: b}]\n");

    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:2:23: id: the site \"a\" stands twice; first at main.yaml:2:14 (rename one"
                + " of them)",
            "main.yaml:3:26: id: the partner \"b\" stands twice; first at main.yaml:3:17 (rename"
                + " one of them)");
  }

  @Test
  void refuseImpossibleCoordinates() {
    folder.main(
        ConfigFolder.SPEAKER
            + "sites: [{id: a, coordinates: [91, 0]}, {id: b, coordinates: [1]}, "
            + "{id: c, coordinates: [5.5, 5.5]}, {id: d, coordinates: [x, 1]}]\n");

    assertThat(folder.errors())
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).startsWith("main.yaml:2:30: coordinates: "))
        .anySatisfy(line -> assertThat(line).startsWith("main.yaml:2:61: coordinates: "))
        .anySatisfy(line -> assertThat(line).contains("coordinates: \"x\" is not a number"));
  }

  @Test
  void tellAMistakeInAPartnerOnceAndNotAtItsUsers() {
    folder.main(
        ConfigFolder.SPEAKER
            + """
            partners: [{id: acme, service: isp1}]
            registrations: [{id: x, partner: acme, prefixes: []}]
            """);

    assertThat(folder.errors()).hasSize(1);
  }
}
