package io.prefixwatch.bgp.netty;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.update.NlriCursor;
import io.prefixwatch.bgp.update.PeerSort;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.bgp.update.UpdateGlance;
import io.prefixwatch.bgp.update.UpdateScan;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** From the channel's octets to a scanned UPDATE: not one octet of garbage, once warm. */
class FrameAllocationTest {

  private static final int ROUNDS = 2_000;
  private static final int RUNS = 5;

  private final Scanner scanner = new Scanner();
  private final FrameHandler handler = new FrameHandler(scanner);
  private final EmbeddedChannel channel = new EmbeddedChannel(handler);

  private static byte[] stream(int messages) {
    ByteBuf stream = Unpooled.buffer();
    for (int i = 0; i < messages; i++) {
      stream.writeBytes(
          anUpdate()
              .announcing("198.51." + i + ".0/24")
              .via(64496, 64499, 64502)
              .communities("64496:1", "64496:2")
              .encode());
    }
    byte[] octets = new byte[stream.readableBytes()];
    stream.readBytes(octets);
    return octets;
  }

  /** The least that many reads cost, since the JVM itself may allocate on this thread. */
  private long cost(byte[] octets) {
    ChannelHandlerContext context = channel.pipeline().context(handler);
    ByteBuf buffer = Unpooled.directBuffer(octets.length).writeBytes(octets);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int run = 0; run <= RUNS; run++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < ROUNDS; i++) {
        handler.channelRead(context, buffer.readerIndex(0).retain());
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    buffer.release();
    return least;
  }

  /** Fewer messages than are handled before the handler looks at the time. */
  @Test
  void allocatesNothingForWholeMessages() {
    assertThat(cost(stream(15))).isZero();
    assertThat(scanner.routes).isEqualTo(15L * ROUNDS * (RUNS + 1));
  }

  /** The measure itself works: half a message has to be kept somewhere. */
  @Test
  void allocatesForHalfAMessage() {
    byte[] whole = stream(2);
    byte[] half = new byte[whole.length * 3 / 4];
    System.arraycopy(whole, 0, half, 0, half.length);
    ChannelHandlerContext context = channel.pipeline().context(handler);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ByteBuf buffer = Unpooled.wrappedBuffer(half);

    long before = threads.getCurrentThreadAllocatedBytes();
    handler.channelRead(context, buffer);

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isPositive();
    assertThat(scanner.routes).isEqualTo(1);
  }

  private static final class Scanner implements FrameReceiver {
    private final UpdateScan scan = new UpdateScan();
    private final ScanContext context = ScanContext.of(PeerSort.EBGP);
    private final UpdateGlance glance = new UpdateGlance();
    private long routes;

    @Override
    public int foresee(byte[] buffer, int from, int to) {
      return glance.read(buffer, from, to, context);
    }

    @Override
    public void message(MessageType type, byte[] buffer, int from, int length) {
      scan.scan(buffer, from, length, context);
      NlriCursor cursor = scan.announcedPlain();
      while (cursor.next()) {
        routes++;
      }
    }

    @Override
    public void broken(Notification error) {
      throw new AssertionError(error);
    }

    @Override
    public void closed() {}
  }
}
