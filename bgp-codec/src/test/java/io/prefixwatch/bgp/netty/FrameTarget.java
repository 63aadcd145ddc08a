package io.prefixwatch.bgp.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.prefixwatch.bgp.fixture.Costs;
import io.prefixwatch.bgp.message.Frame;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.net.Octets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** However TCP cuts a stream, and however often we pause, the same messages come out of it. */
final class FrameTarget {

  private final Costs costs = new Costs("frame");

  /** Takes two octets that choose the cuts and pauses, and the stream. */
  void check(byte[] input) {
    if (input.length < 2) {
      return;
    }
    Random random = new Random(input[0] & 0xFF);
    byte[] stream = Arrays.copyOfRange(input, 2, input.length);
    Received expected = expected(stream);
    Connection connection = new Connection(random, (input[1] & 1) != 0);
    int shortest = stream.length < 400 ? 1 : 40;
    int longest = List.of(shortest, 50, 300, 70_000).get(input[1] >>> 1 & 3);
    for (int at = 0; at < stream.length; ) {
      int to = Math.min(stream.length, at + 1 + random.nextInt(longest));
      connection.arrive(stream, at, to);
      at = to;
    }
    connection.close();
    assertThat(connection.received.messages).isEqualTo(expected.messages);
    assertThat(connection.received.answer).isEqualTo(expected.answer);
    assertThat(connection.received.closed).isEqualTo(1);
    // An exception of ours would close the channel, which looks like an end.
    assertThat(connection.failure).isNull();
    costs.measure(stream, () -> walk(stream));
  }

  void report() {
    costs.report();
  }

  private static int walk(byte[] stream) {
    int at = 0;
    int length = Frame.next(stream, at, stream.length, false);
    while (length > 0) {
      at += length;
      length = Frame.next(stream, at, stream.length, true);
    }
    return at;
  }

  /** What the stream holds if it comes in one piece. */
  private static Received expected(byte[] stream) {
    Received all = new Received();
    int at = 0;
    int length = Frame.next(stream, at, stream.length, false);
    while (length > 0) {
      all.messages.add(Octets.copyOfRange(stream, at, at + length));
      at += length;
      length = Frame.next(stream, at, stream.length, true);
    }
    if (length == Frame.BROKEN) {
      // Nothing before the first message may be an extended one.
      all.answer = Frame.error(stream, at, stream.length, at > 0);
      assertThat(all.answer.error().code()).isEqualTo(1);
    }
    return all;
  }

  private static final class Received {
    final List<Octets> messages = new ArrayList<>();
    @Nullable Notification answer;
    int closed;
  }

  /** A channel that gives octets only when it is asked, and a receiver that sometimes pauses. */
  private static final class Connection implements FrameReceiver {

    final Received received = new Received();
    private final Random random;
    private final boolean pauses;
    private final FrameHandler handler = new FrameHandler(this);
    private final EmbeddedChannel channel;
    private boolean asked = true;
    private boolean paused;
    @Nullable Throwable failure;

    Connection(Random random, boolean pauses) {
      this.random = random;
      this.pauses = pauses;
      channel = new EmbeddedChannel(false, false, new Asking(), handler);
      channel.config().setAutoRead(false);
      try {
        channel.register();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    void arrive(byte[] stream, int from, int to) {
      goOn();
      assertThat(asked).as("asks for octets when it has none to handle").isTrue();
      asked = false;
      ByteBuf octets = Unpooled.copiedBuffer(stream, from, to - from);
      channel.writeInbound(octets);
      assertThat(octets.refCnt()).isZero();
    }

    private void goOn() {
      while (paused) {
        paused = false;
        handler.resume();
        channel.runPendingTasks();
      }
    }

    void close() {
      goOn();
      try {
        channel.checkException();
      } catch (Throwable e) {
        failure = e;
      }
      channel.close().syncUninterruptibly();
      channel.runPendingTasks();
    }

    @Override
    public void message(MessageType type, byte[] buffer, int from, int length) {
      assertThat(paused).as("no message while paused").isFalse();
      assertThat(received.answer).as("no message behind a broken one").isNull();
      assertThat(type.code()).isEqualTo(buffer[from + 18] & 0xFF);
      received.messages.add(Octets.copyOfRange(buffer, from, from + length));
      if (pauses && random.nextInt(3) == 0) {
        paused = true;
        handler.pause();
      }
    }

    @Override
    public void broken(Notification answer) {
      assertThat(received.answer).isNull();
      received.answer = answer;
    }

    @Override
    public void closed() {
      received.closed++;
    }

    /** Learns when the handler wants octets. */
    private final class Asking extends ChannelOutboundHandlerAdapter {
      @Override
      public void read(ChannelHandlerContext ctx) {
        asked = true;
      }
    }
  }
}
