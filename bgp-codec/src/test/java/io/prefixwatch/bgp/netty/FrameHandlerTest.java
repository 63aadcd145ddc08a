package io.prefixwatch.bgp.netty;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.prefixwatch.bgp.fixture.Messages;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.message.Notification;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameHandlerTest {

  private final Counter counter = new Counter();

  /** Copying what is there for each octet that comes would take 4 GB for one message. */
  @Test
  void copiesAMessageThatComesOctetByOctetOnlyAFewTimes() {
    byte[] message = Arrays.copyOf(Messages.message(2, "", 0xFFFF), 0xFFFF);
    Arrays.fill(message, 19, message.length, (byte) 0x5A);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    EmbeddedChannel channel = new EmbeddedChannel(new FrameHandler(counter));
    ByteBuf octets = Unpooled.wrappedBuffer(message);
    channel.writeInbound(Unpooled.wrappedBuffer(Messages.message(4, "")));

    long before = threads.getCurrentThreadAllocatedBytes();
    while (octets.isReadable()) {
      channel.writeInbound(octets.readRetainedSlice(1));
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(counter.messages).isEqualTo(2);
    assertThat(counter.last).isEqualTo(HexFormat.of().formatHex(message));
    assertThat(allocated).isLessThan(64 << 20);
  }

  @Test
  void findsTheMessageBehindOneThatCameInPieces() {
    byte[] update = Messages.message(2, "0000 0000");
    byte[] stream = Arrays.copyOf(update, 2 * update.length);
    System.arraycopy(update, 0, stream, update.length, update.length);
    EmbeddedChannel channel = new EmbeddedChannel(new FrameHandler(counter));

    channel.writeInbound(Unpooled.copiedBuffer(stream, 0, 20));
    channel.writeInbound(Unpooled.copiedBuffer(stream, 20, 5));
    channel.writeInbound(Unpooled.copiedBuffer(stream, 25, stream.length - 25));

    assertThat(counter.messages).isEqualTo(2);
    assertThat(counter.answer).isNull();
  }

  private static final class Counter implements FrameReceiver {
    private int messages;
    private String last = "";
    private @Nullable Notification answer;

    @Override
    public void message(MessageType type, byte[] buffer, int from, int length) {
      messages++;
      last = HexFormat.of().formatHex(buffer, from, from + length);
    }

    @Override
    public void broken(Notification error) {
      answer = error;
    }

    @Override
    public void closed() {}
  }
}
