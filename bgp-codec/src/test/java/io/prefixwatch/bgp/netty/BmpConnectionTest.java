package io.prefixwatch.bgp.netty;

import static io.prefixwatch.bgp.fixture.BmpBuilder.peer;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.prefixwatch.bgp.bmp.BmpFrame;
import io.prefixwatch.bgp.bmp.BmpParser;
import io.prefixwatch.bgp.fixture.BmpBuilder;
import io.prefixwatch.bgp.fixture.BmpTranscript;
import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.fixture.UpdateBuilder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However TCP cuts the octets of a router, the same messages come out. */
class BmpConnectionTest {

  private static final byte[] STREAM =
      new BmpBuilder()
          .initiation("edge-1")
          .peerUp(peer())
          .route(peer(), UpdateBuilder.anAnnouncement())
          .message(4, BmpBuilder.tlv(0, "61".repeat(60_000)) + BmpBuilder.tlv(2, "62"))
          .message(9, "0102")
          .endOfRib(peer())
          .peerDown(peer(), "04")
          .build();

  private final Told told = new Told();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final BmpConnection connection;

  BmpConnectionTest() {
    channel.config().setAutoRead(false);
    connection = BmpConnection.listen(channel, told);
  }

  private void receive(byte[] octets, int from, int to) {
    channel.writeInbound(Unpooled.copiedBuffer(octets, from, to - from));
    channel.runPendingTasks();
  }

  private void receive(byte[] octets) {
    receive(octets, 0, octets.length);
  }

  @Test
  void readsWhatComesInOneRead() {
    receive(STREAM);

    assertThat(told.transcript.lines()).isEqualTo(BmpTranscript.of(STREAM)).hasSize(7);
  }

  @Test
  void readsWhatComesOctetByOctet() {
    for (int i = 0; i < STREAM.length; i++) {
      receive(STREAM, i, i + 1);
    }

    assertThat(told.transcript.lines()).isEqualTo(BmpTranscript.of(STREAM));
  }

  @Test
  void readsWhatComesInPiecesOfAnySize() {
    Random random = new Random(7854);
    for (int at = 0; at < STREAM.length; ) {
      int to = Math.min(STREAM.length, at + 1 + random.nextInt(3_000));
      receive(STREAM, at, to);
      at = to;
    }

    assertThat(told.transcript.lines()).isEqualTo(BmpTranscript.of(STREAM));
  }

  @Test
  void readsTheLongestMessageThatThereIs() {
    byte[] longest = Arrays.copyOf(Hex.octets("03 00020000 09"), BmpFrame.MAX);

    receive(longest);
    receive(STREAM);

    assertThat(told.transcript.lines()).hasSize(8).first().isEqualTo("unknown type 9");
  }

  @Test
  void waitsWhileItIsPausedAndForgetsNothing() {
    connection.pause();
    receive(STREAM);
    assertThat(told.transcript.lines()).isEmpty();

    connection.resume();
    channel.runPendingTasks();

    assertThat(told.transcript.lines()).isEqualTo(BmpTranscript.of(STREAM));
  }

  @Test
  void closesAtABrokenHeaderAndReadsNothingBehindIt() {
    receive(new BmpBuilder().message(5, "").message(3, 4, "", 0xFFFF_FFFFL).message(5, "").build());

    assertThat(told.transcript.lines())
        .containsExactly(
            "termination none",
            "broken at offset 6: message length 4294967295 is impossible; 6 to 131072 is read");
    assertThat(channel.isOpen()).isFalse();
    assertThat(told.closed).isEqualTo(1);
  }

  @Test
  void saysOnceThatItIsClosedAndHandlesNothingMore() {
    connection.close();
    channel.runPendingTasks();
    connection.close();

    assertThat(channel.isOpen()).isFalse();
    assertThat(told.closed).isEqualTo(1);
    assertThat(channel.outboundMessages()).isEmpty();
  }

  private static final class Told implements BmpReceiver {
    private final BmpTranscript transcript = new BmpTranscript();
    private final BmpParser parser = new BmpParser(transcript);
    private int closed;

    @Override
    public void message(byte[] buffer, int from, int length) {
      parser.parse(buffer, from, length);
    }

    @Override
    public void broken(byte[] buffer, int from) {
      parser.broken(buffer, from);
    }

    @Override
    public void closed() {
      closed++;
    }
  }
}
