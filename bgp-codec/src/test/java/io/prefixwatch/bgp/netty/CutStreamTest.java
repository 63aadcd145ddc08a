package io.prefixwatch.bgp.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.DrivenSession;
import io.prefixwatch.bgp.fixture.Messages;
import io.prefixwatch.bgp.fixture.malformed.MalformedCase;
import io.prefixwatch.bgp.fixture.malformed.MalformedCases;
import io.prefixwatch.bgp.fixture.malformed.Phase;
import io.prefixwatch.bgp.fixture.malformed.Reaction.Kind;
import io.prefixwatch.bgp.fixture.malformed.Setting;
import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.session.SessionState;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However TCP cuts the octets, the session sees the same messages (group 82). */
class CutStreamTest {

  private static final byte[] KEEPALIVE = Messages.message(4, "");

  /** Every accepted message of a plain session that is not too long to be cut a lot. */
  private static List<byte[]> messages() {
    List<byte[]> messages = new ArrayList<>();
    for (MalformedCase each : MalformedCases.all()) {
      boolean plain = each.setting() == Setting.EBGP && each.phase() == Phase.ESTABLISHED;
      boolean sound = each.reaction().kind().compareTo(Kind.WITHDRAWN) <= 0;
      if (plain && sound && each.message().length() < 4096) {
        messages.add(each.message().toByteArray());
      }
    }
    return messages;
  }

  private static DrivenSession established() {
    return DrivenSession.established(Setting.EBGP.parameters(), Setting.EBGP.peerOpen());
  }

  private static byte[] joined(List<byte[]> messages) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    messages.forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static List<String> seen(DrivenSession session) {
    List<String> seen = new ArrayList<>();
    session.updates().forEach(update -> seen.add(update.toString()));
    session.refreshes().forEach(refresh -> seen.add(refresh.toString()));
    session.sent().stream().map(Octets::hex).forEach(seen::add);
    return seen;
  }

  /** What a session sees that gets each message in a read of its own. */
  private static List<String> expected(List<byte[]> messages) {
    DrivenSession session = established();
    messages.forEach(session::receive);
    assertThat(session.state()).isEqualTo(SessionState.ESTABLISHED);
    assertThat(session.updates()).hasSizeGreaterThan(100);
    return seen(session);
  }

  @Test
  void seesTheSameInOneRead() {
    List<byte[]> messages = messages();
    DrivenSession session = established();

    session.receive(joined(messages));

    assertThat(seen(session)).isEqualTo(expected(messages));
  }

  @Test
  void seesTheSameOctetByOctet() {
    List<byte[]> messages = messages();
    DrivenSession session = established();

    for (byte octet : joined(messages)) {
      session.receive(octet);
    }

    assertThat(seen(session)).isEqualTo(expected(messages));
  }

  @Test
  void seesTheSameInPiecesOfAnySize() {
    List<byte[]> messages = messages();
    byte[] stream = joined(messages);
    List<String> expected = expected(messages);
    Random random = new Random(82);

    for (int round = 0; round < 50; round++) {
      DrivenSession session = established();
      for (int at = 0; at < stream.length; ) {
        int to = Math.min(stream.length, at + 1 + random.nextInt(700));
        session.receive(Arrays.copyOfRange(stream, at, to));
        at = to;
      }
      assertThat(seen(session)).as("round %s", round).isEqualTo(expected);
    }
  }

  @Test
  void comesUpWhereverTheOpenIsCut() {
    byte[] hello = joined(List.of(Setting.EBGP.peerOpen().encode(), KEEPALIVE));

    for (int cut = 0; cut <= hello.length; cut++) {
      DrivenSession session = DrivenSession.connected(Setting.EBGP.parameters());
      session.receive(Arrays.copyOf(hello, cut));
      session.receive(Arrays.copyOfRange(hello, cut, hello.length));

      assertThat(session.state()).as("cut at %s", cut).isEqualTo(SessionState.ESTABLISHED);
    }
  }

  @Test
  void takesAnUpdateInTheReadThatBringsTheSessionUp() {
    byte[] update = Messages.message(2, "0000 0000");
    DrivenSession session = DrivenSession.connected(Setting.EBGP.parameters());

    session.receive(joined(List.of(Setting.EBGP.peerOpen().encode(), KEEPALIVE, update)));

    assertThat(session.updates()).hasSize(1);
  }
}
