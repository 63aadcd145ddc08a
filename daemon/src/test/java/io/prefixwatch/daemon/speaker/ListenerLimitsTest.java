package io.prefixwatch.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.Keepalive;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.speak.ScriptedSpeaker;
import io.prefixwatch.daemon.Application;
import io.prefixwatch.daemon.fixture.QueueSink;
import io.prefixwatch.daemon.fixture.RunningDaemon;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stranger can make the listener do before it has said who it is. */
class ListenerLimitsTest {

  private static final String SPEAKER =
      "speaker: {asn: 64500, router-id: 192.0.2.1, listen: [\"127.0.0.1:0\"]}\nsessions:\n";
  private static final String LAN =
      "  - {id: lan, kind: collector, dynamic: {range: 127.0.0.0/16}}\n";
  private static final String FIXED =
      "  - {id: fixed, kind: collector, peer: {address: 127.0.0.2, asn: 64497}}\n";

  @TempDir private Path temp;
  private RunningDaemon daemon;

  @BeforeEach
  void setUp() {
    daemon = new RunningDaemon(temp);
  }

  @AfterEach
  void close() throws Exception {
    daemon.close();
  }

  private long rejected(Rejection reason) {
    return daemon.application().speaker().rejections(reason);
  }

  private int waiting() {
    return daemon.application().speaker().waitingConnections();
  }

  private static Integer readOrReset(ScriptedSpeaker speaker) {
    try {
      return speaker.read() == null ? -1 : 0;
    } catch (IOException reset) {
      return -1;
    }
  }

  @Test
  void closesTheThirdConnectionOfASourceThatSaysNothing() throws Exception {
    daemon.start(SPEAKER + LAN);
    daemon.connect("127.0.5.7");
    ScriptedSpeaker second = daemon.connect("127.0.5.7");

    assertThat(readOrReset(daemon.connect("127.0.5.7"))).isEqualTo(-1);

    assertThat(rejected(Rejection.SOURCE)).isEqualTo(1);
    second.establish(ScriptedSpeaker.plainOpen(64496, "192.0.2.9"));
    assertThat(daemon.sink().awaitEvent("SessionUp").get("session").asString())
        .isEqualTo("lan/127.0.5.7");
  }

  @Test
  void countsNobodyAsWaitingWhoseOpenHasCome() throws Exception {
    daemon.start(SPEAKER + LAN + FIXED);
    daemon.connect("127.0.5.7");
    ScriptedSpeaker fixed = daemon.connect("127.0.0.2");
    await("both wait").until(() -> waiting() == 2);

    fixed.establish(ScriptedSpeaker.plainOpen(64497, "192.0.2.9"));
    daemon.establish("127.0.5.8", 64496);

    assertThat(waiting()).isEqualTo(1);
    fixed.close();
    assertThat(daemon.sink().awaitAlert("open", "session.down").get("subject").asString())
        .isEqualTo("fixed");
    assertThat(rejected(Rejection.NO_OPEN)).isZero();
  }

  @Test
  void freesThePlaceOfWhoGoesAway() throws Exception {
    daemon.start(SPEAKER + LAN);
    ScriptedSpeaker mute = daemon.connect("127.0.5.7");
    await("it waits").until(() -> waiting() == 1);

    mute.close();

    await("nobody waits").until(() -> waiting() == 0);
    assertThat(rejected(Rejection.NO_OPEN)).isEqualTo(1);
  }

  @Test
  void takesNoMoreThanTwentyStrangersAtOnceButEveryConfiguredPeer() throws Exception {
    daemon.start(SPEAKER + LAN + FIXED);
    List<Socket> strangers = new ArrayList<>();
    InetSocketAddress address = daemon.address();
    for (int i = 0; i < 120; i++) {
      Socket socket = daemon.closing(new Socket());
      socket.bind(new InetSocketAddress("127.0.6." + (i + 1), 0));
      socket.connect(address);
      strangers.add(socket);
    }

    daemon.establish("127.0.0.2", 64497);

    assertThat(daemon.sink().awaitEvent("SessionUp").get("session").asString()).isEqualTo("fixed");
    assertThat(rejected(Rejection.RATE)).isPositive();
    assertThat(rejected(Rejection.RATE) + rejected(Rejection.WAITING) + waiting())
        .isEqualTo(strangers.size());
    assertThat(waiting()).isLessThanOrEqualTo(WaitingRoom.STRANGERS);
  }

  @Test
  void answersAStrangerThatBeginsWithSomethingElse() throws Exception {
    daemon.start(SPEAKER + LAN);
    ScriptedSpeaker impatient = daemon.connect("127.0.5.7");

    impatient.send(Keepalive.INSTANCE.encode());

    Notification answer = impatient.expectNotification();
    assertThat(answer.error()).isEqualTo(ErrorCode.UNEXPECTED_IN_OPEN_SENT);
    assertThat(rejected(Rejection.BAD_OPEN)).isEqualTo(1);
  }

  /** More octets than an OPEN can have are not waited for. */
  @Test
  void refusesAStrangerWhoseFirstMessageIsTooLong() throws Exception {
    daemon.start(SPEAKER + LAN);
    ScriptedSpeaker endless = daemon.connect("127.0.5.7");
    byte[] header = new byte[19];
    Arrays.fill(header, 0, 16, (byte) 0xFF);
    header[16] = (byte) 0xFF;
    header[18] = 2;

    endless.send(header);

    assertThat(endless.expectNotification().error()).isEqualTo(ErrorCode.BAD_MESSAGE_LENGTH);
  }

  /** Our answer must not be overtaken by a reset because more came than we read. */
  @Test
  void isHeardByAStrangerThatGoesOnTalking() throws Exception {
    daemon.start(SPEAKER + LAN.replace("16}", "16, asns: [64497]}"));
    ScriptedSpeaker talker = daemon.connect("127.0.5.7");
    byte[] open = ScriptedSpeaker.plainOpen(64496, "192.0.2.9").encode();
    byte[] more = new byte[open.length + 19 * 1_000];
    System.arraycopy(open, 0, more, 0, open.length);
    for (int i = 0; i < 1_000; i++) {
      System.arraycopy(Keepalive.INSTANCE.encode(), 0, more, open.length + 19 * i, 19);
    }

    talker.send(more);

    assertThat(talker.expectNotification().error()).isEqualTo(ErrorCode.BAD_PEER_AS);
  }

  // Listening.

  /** The default listens for both families on one port. */
  @Test
  void listensForBothFamiliesOnOnePort() throws Exception {
    int port = freePort();
    daemon.start(
        """
        speaker: {asn: 64500, router-id: 192.0.2.1, listen: ["0.0.0.0:%1$d", "[::]:%1$d"]}
        sessions:
          - {id: four, kind: collector, peer: {address: 127.0.0.2, asn: 64496}}
          - {id: six, kind: collector, peer: {address: "::1", asn: 64496}}
        """
            .formatted(port));

    daemon.closing(connectTo("127.0.0.2", "127.0.0.1", port));
    daemon.closing(connectTo("::1", "::1", port));

    assertThat(List.of(nextUp(), nextUp())).containsExactlyInAnyOrder("four", "six");
  }

  private String nextUp() throws InterruptedException {
    return daemon.sink().awaitEvent("SessionUp").get("session").asString();
  }

  private static ScriptedSpeaker connectTo(String from, String to, int port) throws IOException {
    ScriptedSpeaker speaker =
        ScriptedSpeaker.connect(InetAddress.getByName(from), new InetSocketAddress(to, port));
    speaker.establish(ScriptedSpeaker.plainOpen(64496, "192.0.2.9"));
    return speaker;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void saysWhichAddressItCannotListenOn() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String listen = "127.0.0.1:" + taken.getLocalPort();
      Application application =
          new Application(
              RunningDaemon.load(temp, SPEAKER.replace("127.0.0.1:0", listen) + FIXED),
              List.of(new QueueSink()));

      assertThatIOException()
          .isThrownBy(application::start)
          .withMessageContaining("cannot listen on " + listen + ": ")
          .withMessageContaining("in use");
    }
  }
}
