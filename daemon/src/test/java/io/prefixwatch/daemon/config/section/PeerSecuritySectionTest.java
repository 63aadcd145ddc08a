package io.prefixwatch.daemon.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.config.AoAlgorithm;
import io.prefixwatch.daemon.config.AoKey;
import io.prefixwatch.daemon.config.ConfigFolder;
import io.prefixwatch.daemon.config.LoadedConfig;
import io.prefixwatch.daemon.config.PeerSecurity;
import io.prefixwatch.daemon.config.Secret;
import io.prefixwatch.daemon.config.TransportSupport;
import io.prefixwatch.daemon.config.load.ConfigLoader;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerSecuritySectionTest {

  private static final String SESSION =
      ConfigFolder.SPEAKER
          + """
          sessions:
            - id: a
              kind: collector
              peer: {address: 192.0.2.9, asn: 64499}
          """;

  /** A machine without anything. */
  private static final TransportSupport NOTHING =
      new TransportSupport() {
        @Override
        public @Nullable String password() {
          return "there is no epoll";
        }

        @Override
        public @Nullable String tcpAo(AoAlgorithm algorithm) {
          return "the kernel has no TCP-AO";
        }

        @Override
        public @Nullable String ttlSecurity() {
          return "there is no epoll";
        }
      };

  @TempDir private Path temp;
  private ConfigFolder folder;

  @BeforeEach
  void setUp() {
    folder = new ConfigFolder(temp);
  }

  private PeerSecurity security() {
    return folder.config().sessions().get(0).security();
  }

  @Test
  void protectsNothingByDefault() {
    folder.main(SESSION);

    assertThat(security()).isEqualTo(PeerSecurity.NONE);
  }

  @Test
  void readsPasswordAndHops() {
    folder
        .variable("KEY", "opensesame")
        .main(SESSION + "    password: ${env:KEY}\n    ttl-security: 2\n");

    assertThat(security())
        .isEqualTo(new PeerSecurity(Secret.of("opensesame"), List.of(), false, 2));
    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void readsTcpAoKeysInTheirOrder() {
    folder.main(
        SESSION
            + """
                tcp-ao:
                  keys:
                    - {send-id: 7, recv-id: 8, algorithm: aes-128-cmac, secret: first}
                    - {send-id: 1, recv-id: 2, secret: second}
                  exclude-options: true
            """);

    assertThat(security().aoKeys())
        .containsExactly(
            new AoKey(7, 8, AoAlgorithm.AES_128_CMAC, Secret.of("first")),
            new AoKey(1, 2, AoAlgorithm.HMAC_SHA1, Secret.of("second")));
    assertThat(security().aoExcludesOptions()).isTrue();
  }

  @Test
  void refusesPasswordAndTcpAoTogether() {
    folder.main(
        SESSION
            + """
                password: opensesame
                tcp-ao: {keys: [{send-id: 1, recv-id: 1, secret: opensesame}]}
            """);

    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:7:13: tcp-ao: this session has a password, too (a connection is signed by"
                + " one of them; keep tcp-ao if the peer knows it)");
  }

  @Test
  void refusesKeysThatCannotBeToldApart() {
    folder.main(
        SESSION
            + """
                tcp-ao:
                  keys:
                    - {send-id: 1, recv-id: 1, secret: a}
                    - {send-id: 1, recv-id: 2, secret: b}
                    - {send-id: 256, recv-id: 2, secret: c}
            """);

    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:9:21: send-id: another key of this session has the same (each key has ids of"
                + " its own)",
            "main.yaml:10:21: send-id: \"256\" is out of range (a whole number from 0 to 255)",
            "main.yaml:10:35: recv-id: another key of this session has the same (each key has ids"
                + " of its own)");
  }

  @Test
  void refusesTcpAoWithoutAKey() {
    folder.main(SESSION + "    tcp-ao: {keys: []}\n");
    assertThat(folder.errors())
        .containsExactly("main.yaml:6:20: keys: there is no key (write one, or remove tcp-ao)");

    folder.main(SESSION + "    tcp-ao: {exclude-options: true}\n");
    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:6:13: \"keys\" is missing from \"tcp-ao\" (expected: keys: and a list of"
                + " mappings)");
  }

  /** The text stands in the file, but problems end in logs and tickets. */
  @Test
  void neverShowsASecretInAProblem() {
    String tooLong = "hunter2".repeat(12);
    folder.main(
        SESSION
            + "    password: "
            + tooLong
            + "\n    tcp-ao: {keys: [{send-id: 1, recv-id: 1, secret: hunter\u00fc}]}\n");

    assertThat(folder.errors())
        .contains(
            "main.yaml:6:15: password: the value has an impossible length (1 to 80 octets)",
            "main.yaml:7:54: secret: the value has a character that routers read differently"
                + " (visible ASCII characters and blanks)")
        .noneMatch(line -> line.contains("hunter"));
  }

  @Test
  void refusesHopsThatNoPacketTravels() {
    folder.main(SESSION + "    ttl-security: 0\n");
    assertThat(folder.errors()).singleElement().asString().contains("from 1 to 255");

    folder.main(SESSION + "    ttl-security: 256\n");
    assertThat(folder.errors()).singleElement().asString().contains("from 1 to 255");
  }

  @Test
  void refusesWhatTheMachineCannotDoIfItIsToConnect() {
    folder.main(
        SESSION
            + """
                password: opensesame
                ttl-security: 1
              - id: b
                kind: collector
                peer: {address: 192.0.2.10, asn: 64499}
                tcp-ao: {keys: [{send-id: 1, recv-id: 1, secret: opensesame}]}
            """);

    LoadedConfig here =
        new ConfigLoader(name -> null, false)
            .connectingWith(NOTHING)
            .load(folder.path("main.yaml"));

    String without =
        " (a session must not run without it: run it elsewhere, or remove it if the session may"
            + " run unprotected)";
    assertThat(here.problems().stream().map(problem -> problem.toLine().replace(temp + "/", "")))
        .containsExactly(
            "main.yaml:6:15: password: TCP MD5 is not available here: there is no epoll" + without,
            "main.yaml:7:19: ttl-security: GTSM is not available here: there is no epoll" + without,
            "main.yaml:11:21: TCP-AO is not available here: the kernel has no TCP-AO" + without);
    assertThat(folder.errors()).isEmpty();
  }

  // What the kernel decides by address.

  @Test
  void refusesDifferentProtectionOfOneAddress() {
    folder.main(
        SESSION
            + """
                password: opensesame
              - id: b
                kind: collector
                peer: {address: 192.0.2.9, asn: 64498}
            """);

    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:7:9: session \"b\" has the peers of session \"a\", but not the same password,"
                + " tcp-ao and ttl-security (they are checked before the OPEN tells which session"
                + " it is; write the same in both)");
  }

  @Test
  void refusesAnUnkeyedPeerInAKeyedRange() {
    folder.main(
        SESSION
            + """
              - id: lan
                kind: collector
                dynamic: {range: 192.0.2.0/24}
                password: opensesame
            """);

    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:3:9: session \"a\" lies in the range 192.0.2.0/24 of session \"lan\", which"
                + " has keys: the kernel will ask for them (give it a key of its own, or the"
                + " same)");
  }

  @Test
  void takesAPasswordOfItsOwnInAKeyedRange() {
    folder.main(
        SESSION
            + """
                password: its-own
              - id: lan
                kind: collector
                dynamic: {range: 192.0.2.0/24}
                password: opensesame
              - id: corner
                kind: collector
                dynamic: {range: 192.0.2.128/25}
                password: another
            """);

    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void refusesOtherTcpAoKeysInsideARange() {
    String lan =
        """
          - id: lan
            kind: collector
            dynamic: {range: 192.0.2.0/24}
            tcp-ao: {keys: [{send-id: 1, recv-id: 1, secret: opensesame}]}
        """;

    folder.main(SESSION + "    password: its-own\n" + lan);
    assertThat(folder.errors())
        .containsExactly(
            "main.yaml:3:9: session \"a\" lies in the range 192.0.2.0/24 of session \"lan\", which"
                + " has other keys, and TCP-AO allows only one set for a peer (write the same keys"
                + " in both, or make the range smaller)");

    folder.main(
        SESSION + "    tcp-ao: {keys: [{send-id: 1, recv-id: 1, secret: opensesame}]}\n" + lan);
    assertThat(folder.errors()).isEmpty();
  }
}
