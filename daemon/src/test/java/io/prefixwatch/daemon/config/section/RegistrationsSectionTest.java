package io.prefixwatch.daemon.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.ConfigFolder;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registration;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationsSectionTest {

  @TempDir private Path temp;
  private ConfigFolder folder;

  @BeforeEach
  void setUp() {
    folder = new ConfigFolder(temp);
  }

  @Test
  void hasDefaults() {
    folder.main(
        ConfigFolder.LONDON
            + "registrations: [{id: x, prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]}]");

    DaemonConfig config = folder.config();

    Registration registration = new Registration("x", "x", null, null, null, null, null);
    assertThat(config.registrations()).containsExactly(registration);
    assertThat(config.prefixes())
        .containsExactly(
            new RegisteredPrefix(
                Prefix.parse("203.0.113.0/24"), registration, AsnSet.of(64501L), 24, null, true));
    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void mapsEveryKey() {
    folder.main(
        ConfigFolder.SPEAKER
            + """
            sites: [{id: lon1}, {id: ams1}]
            partners: [{id: acme, asns: [64496]}]
            sessions:
              - {id: a, partner: acme, site: lon1, peer: {address: 192.0.2.9, asn: 64496}}
              - {id: b, partner: acme, site: ams1, peer: {address: 192.0.2.10, asn: 64496}}
            registrations:
              - id: contoso-london
                customer: Contoso
                partner: acme
                location: {country: GB, region: England}
                primary-site: lon1
                backup-site: ams1
                prefixes:
                  - prefix: 203.0.113.0/24
                    origins: [64502, 64501]
                    max-length: 32
                    upstreams: [64496]
                  - {prefix: "2001:db8::/32", announced: false}
            """);

    DaemonConfig config = folder.config();

    Registration registration = config.registrations().get(0);
    assertThat(registration)
        .isEqualTo(
            new Registration(
                "contoso-london",
                "Contoso",
                config.partners().get(0),
                "GB",
                "England",
                config.sites().get(0),
                config.sites().get(1)));
    assertThat(config.prefixes())
        .containsExactly(
            new RegisteredPrefix(
                Prefix.parse("203.0.113.0/24"),
                registration,
                AsnSet.of(64501L, 64502L),
                32,
                AsnSet.of(64496L),
                true),
            new RegisteredPrefix(
                Prefix.parse("2001:db8::/32"), registration, AsnSet.EMPTY, 32, null, false));
    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void givesTheMonitorItsSnapshot() {
    folder.main(
        ConfigFolder.LONDON
            + "registrations: [{id: x, prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]}]");

    var registry = folder.config().registry(7);

    assertThat(registry.generation()).isEqualTo(7);
    assertThat(registry.session("a")).isNotNull();
    assertThat(registry.exact(Prefix.parse("203.0.113.0/24"))).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prefix: 203.0.113.0/24|main.yaml:6:30: \"origins\" is missing from this entry of"
            + " \"prefixes\" (expected: origins: [64501]; or announced: false if nobody may"
            + " announce it)",
        "prefix: 203.0.113.0/24, origins: []|main.yaml:6:30: \"origins\" is missing from this entry"
            + " of \"prefixes\" (expected: origins: [64501]; or announced: false if nobody may"
            + " announce it)",
        "prefix: 203.0.113.0/24, origins: [1.10]|main.yaml:6:65: origins: \"1.10\" is not an AS"
            + " number (asdot is ambiguous in a number; write 65546 if that is meant)",
        "prefix: 203.0.113.0/24, origins: 64501|main.yaml:6:64: origins: must be a list, not text"
            + " (write [64501])",
        "prefix: 203.0.113.0/24, origins: [1], max-length: 23|main.yaml:6:81: max-length: 23 is"
            + " shorter than 203.0.113.0/24 itself (24 to 32; left out it is 24)",
        "prefix: 203.0.113.0/24, origins: [1], max-length: 33|main.yaml:6:81: max-length: 33 is"
            + " longer than an address (24 to 32; left out it is 24)",
        "prefix: 203.0.113.0/24, origins: [1], upstreams: []|main.yaml:6:80: upstreams: nobody is"
            + " allowed (leave it out to allow anybody)",
        "prefix: 203.0.113.0/24, origins: [1], max_length: 25|main.yaml:6:69: unknown key"
            + " \"max_length\" (did you mean \"max-length\"?)",
        "origins: [1]|main.yaml:6:30: \"prefix\" is missing from this entry of \"prefixes\""
            + " (expected: prefix: and a prefix)",
      })
  void saysWhatIsWrongWithAPrefix(String prefix, String line) {
    folder.main(
        ConfigFolder.LONDON + "registrations:\n  - {id: contoso, prefixes: [{" + prefix + "}]}\n");

    assertThat(folder.errors()).containsExactly(line);
  }

  @Test
  void refusesAPrefixAndAnIdThatStandTwice() {
    folder.main(
        ConfigFolder.LONDON
            + """
            registrations:
              - {id: x, prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]}
              - {id: y, prefixes: [{prefix: 203.0.113.0/24, origins: [64502]}]}
              - {id: x, prefixes: [{prefix: 192.0.2.0/24, origins: [64502]}]}
            """);

    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:7:33: 203.0.113.0/24 is registered twice; first at main.yaml:6:33 (remove"
                + " one of them)",
            "main.yaml:8:10: the registration \"x\" stands twice; first at main.yaml:6:10 (rename"
                + " one, or put all its prefixes in one place)");
  }

  @Test
  void warnsOnceWhereAPartnerDoesNotMeetUs() {
    folder.main(
        ConfigFolder.SPEAKER
            + """
            sites: [{id: lon1}, {id: ams1}]
            partners: [{id: acme, asns: [64496]}]
            sessions:
              - {id: a, partner: acme, site: lon1, peer: {address: 192.0.2.9, asn: 64496}}
              - {id: b, partner: acme, kind: collector, site: ams1,
                 peer: {address: 192.0.2.10, asn: 64496}}
            registrations:
              - id: x
                partner: acme
                primary-site: lon1
                backup-site: ams1
                prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]
              - id: y
                partner: acme
                primary-site: ams1
                prefixes: [{prefix: 192.0.2.0/24, origins: [64501]}]
            """);

    assertThat(folder.problems())
        .containsExactly(
            "main.yaml:12:18: warning: partner \"acme\" has no pni session at site \"ams1\" (its"
                + " prefixes are never expected there)");
  }

  @Test
  void warnsOnceForEachTwoCustomersWhosePrefixesNest() {
    folder.main(
        ConfigFolder.LONDON
            + """
            registrations:
              - {id: x, prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]}
              - id: y
                prefixes:
                  - {prefix: 203.0.113.0/25, origins: [64502]}
                  - {prefix: 203.0.113.128/25, origins: [64502]}
                  - {prefix: 203.0.113.0/26, origins: [64502]}
            """);

    assertThat(folder.problems())
        .containsExactly(
            "main.yaml:9:18: warning: 203.0.113.0/25 of \"y\" lies inside 203.0.113.0/24 of \"x\" at"
                + " main.yaml:6:33 (legal; the longer one judges what is inside it)");
  }

  @Test
  void countsNestedPrefixesBeyondTheFirstTwenty() {
    StringBuilder text = new StringBuilder(ConfigFolder.LONDON + "registrations:\n");
    text.append("  - {id: outer, prefixes: [{prefix: 203.0.113.0/24, origins: [64501]}]}\n");
    for (int i = 0; i < 30; i++) {
      text.append("  - {id: in" + i + ", prefixes: [{prefix: 203.0.113." + i);
      text.append("/32, origins: [64501]}]}\n");
    }

    assertThat(folder.main(text.toString()).problems())
        .hasSize(21)
        .last()
        .asString()
        .startsWith("main.yaml:27:36: warning: and 10 more prefixes inside another customer's");
  }

  @Test
  void warnsAboutARegistrationWithoutPrefixesAndOriginsOfNobody() {
    folder.main(
        ConfigFolder.LONDON
            + """
            registrations:
              - {id: x}
              - {id: y, prefixes: [{prefix: 192.0.2.0/24, origins: [64501], announced: false}]}
            """);

    assertThat(folder.problems())
        .containsExactly(
            "main.yaml:6:5: warning: this registration has no \"prefixes\"",
            "main.yaml:7:56: warning: origins: has no effect with announced: false (nobody may"
                + " announce the prefix)");
  }
}
