package io.prefixwatch.daemon.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.bgp.update.ParserPolicy;
import io.prefixwatch.bgp.update.PeerSort;
import io.prefixwatch.daemon.config.Confederation;
import io.prefixwatch.daemon.config.ConfigFolder;
import io.prefixwatch.daemon.config.ListenAddress;
import io.prefixwatch.daemon.config.SpeakerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeakerSectionTest {

  @TempDir private Path temp;
  private ConfigFolder folder;

  @BeforeEach
  void setUp() {
    folder = new ConfigFolder(temp);
  }

  @Test
  void hasDefaults() {
    SpeakerSettings speaker = folder.main(ConfigFolder.SPEAKER).config().speaker();

    assertThat(speaker.listen())
        .extracting(ListenAddress::toString)
        .containsExactly("0.0.0.0:179", "[::]:179");
    assertThat(speaker.holdTime()).isEqualTo(Duration.ofSeconds(90));
    assertThat(speaker.minHoldTime()).isEqualTo(Duration.ofSeconds(3));
    assertThat(speaker.confederation()).isNull();
    assertThat(speaker.parser()).isEqualTo(ParserPolicy.DEFAULT);
    assertThat(speaker.identity().prefixes()).isEmpty();
  }

  @Test
  void mapsEveryKey() {
    folder.main(
        """
        speaker:
          asn: 4200000000
          router-id: 192.0.2.1
          prefixes: [198.51.100.0/24, 2001:db8::/32]
          listen: ["127.0.0.1:1790"]
          hold-time: 30s
          min-hold-time: 20s
          confederation: {identifier: 64500, members: [64512, 64513]}
        """);

    SpeakerSettings speaker = folder.config().speaker();

    assertThat(speaker.identity().asn()).isEqualTo(4_200_000_000L);
    assertThat(speaker.identity().routerId()).isEqualTo(RouterId.parse("192.0.2.1"));
    assertThat(speaker.identity().prefixes())
        .containsExactly(Prefix.parse("198.51.100.0/24"), Prefix.parse("2001:db8::/32"));
    assertThat(speaker.listen())
        .extracting(ListenAddress::toString)
        .containsExactly("127.0.0.1:1790");
    assertThat(speaker.holdTime()).isEqualTo(Duration.ofSeconds(30));
    assertThat(speaker.minHoldTime()).isEqualTo(Duration.ofSeconds(20));
    assertThat(speaker.confederation())
        .isEqualTo(new Confederation(64500, List.of(64512L, 64513L)));
  }

  @Test
  void callsItselfAsThePeerKnowsIt() {
    folder.main(
        """
        speaker:
          asn: 64511
          router-id: 192.0.2.1
          confederation: {identifier: 64500, members: [64512]}
        """);

    SpeakerSettings speaker = folder.config().speaker();

    assertThat(speaker.sortOf(64511)).isEqualTo(PeerSort.IBGP);
    assertThat(speaker.sortOf(64512)).isEqualTo(PeerSort.CONFEDERATION);
    assertThat(speaker.sortOf(64496)).isEqualTo(PeerSort.EBGP);
    assertThat(speaker.asnTowards(64511)).isEqualTo(64511);
    assertThat(speaker.asnTowards(64512)).isEqualTo(64511);
    assertThat(speaker.asnTowards(64496)).isEqualTo(64500);
  }

  @Test
  void warnsAboutItselfAmongTheOtherMembers() {
    folder.main(
        """
        speaker:
          asn: 64511
          router-id: 192.0.2.1
          confederation: {identifier: 64500, members: [64511]}
        sessions: []
        """);

    assertThat(folder.problems())
        .containsExactly(
            "main.yaml:4:47: warning: members: AS 64511 is our own (list the other members; a peer"
                + " of it is internal)");
  }

  @Test
  void refusesAShortestHoldTimeThatIsNone() {
    String speaker = "speaker: {asn: 64500, router-id: 192.0.2.1, %s}";

    folder.main(String.format(speaker, "min-hold-time: 0s"));
    assertThat(folder.errors()).singleElement().asString().contains("is no shortest hold time");

    folder.main(String.format(speaker, "hold-time: 30s, min-hold-time: 60s"));
    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:1:76: min-hold-time: is longer than hold-time (at most what we propose)");
  }

  @ParameterizedTest
  @CsvSource({"0s, 0", "0, 0", "3s, 3", "2m, 120", "65535s, 65535", "3000ms, 3"})
  void takesHoldTimesOfRfc4271(String text, long seconds) {
    folder.main("speaker: {asn: 64500, router-id: 192.0.2.1, hold-time: " + text + "}");

    assertThat(folder.config().speaker().holdTime()).hasSeconds(seconds);
  }

  @ParameterizedTest
  @CsvSource({"1s", "2s", "2999ms", "65536s", "90", "3500ms"})
  void refusesOtherHoldTimes(String text) {
    folder.main("speaker: {asn: 64500, router-id: 192.0.2.1, hold-time: " + text + "}");

    assertThat(folder.errors())
        .singleElement()
        .asString()
        .startsWith("main.yaml:1:56: hold-time: \"" + text + "\" is ");
  }

  @Test
  void namesWhatIsMissing() {
    folder.main("speaker:\n  hold-time: 90s\n");

    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:2:3: \"asn\" is missing from \"speaker\" (expected: asn: and an AS number)",
            "main.yaml:2:3: \"router-id\" is missing from \"speaker\" (expected: router-id: and a"
                + " router id)");
  }

  @Test
  void isItselfRequired() {
    folder.main("sites: []\n");

    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:1:1: \"speaker\" is missing (expected: a mapping with asn, router-id,"
                + " prefixes, listen, hold-time, min-hold-time, confederation)");
  }

  @Test
  void listensNowhereIfToldSo() {
    folder.main("speaker: {asn: 64500, router-id: 192.0.2.1, listen: []}");

    assertThat(folder.config().speaker().listen()).isEmpty();
  }

  @Test
  void warnsIfNobodyCanConnectToAPassiveSession() {
    folder.main(
        ConfigFolder.LONDON.replace("router-id: 192.0.2.1}", "router-id: 192.0.2.1, listen: []}"));

    assertThat(folder.problems())
        .containsExactly(
            "main.yaml:1:10: warning: speaker: listen is empty, and session \"a\" waits for its"
                + " peer (add an address to listen, or active: true to the session)");
  }
}
