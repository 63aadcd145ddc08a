package io.prefixwatch.bgp.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;

/**
 * Turns octets into messages on one connection, of BGP or of BMP.
 *
 * <p>The channel must not read by itself: the handler asks for octets only when it has handled
 * those that came, so a sender that is faster than we are fills its own socket, not our memory. One
 * turn of the event loop handles a bounded number of messages, so no neighbour delays another's
 * keepalive. The owner asks for the first octets. Octets are copied once, out of the channel's
 * buffer into an array that the event loop's connections share; only an incomplete message is kept
 * between turns.
 */
// A close or read that fails is told by channelInactive, not by its future.
@SuppressWarnings("FutureReturnValueIgnored")
final class FrameHandler extends ChannelInboundHandlerAdapter {

  /**
   * Messages in one turn; then other connections have theirs. More than one read brings as a rule:
   * what is left after a turn is copied, and a table would be copied nearly whole.
   */
  static final int MESSAGES_PER_TURN = 1_000;

  /** Nanoseconds in one turn. */
  static final long NANOS_PER_TURN = 2_000_000;

  /** Octets behind the last message, so that prefixes can be read eight octets at a time. */
  private static final int SLACK = 16;

  private static final byte[] NOTHING = new byte[0];

  private static final FastThreadLocal<byte[]> SCRATCH =
      new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
          return new byte[160 * 1024];
        }
      };

  private final Framing framing;
  private byte[] kept = NOTHING;
  private int keptFrom;
  private int keptTo;

  private boolean paused;
  private boolean discarding;
  private boolean turnScheduled;
  private @Nullable ChannelHandlerContext context;

  /** Frames of BGP. */
  FrameHandler(FrameReceiver receiver) {
    this(new BgpFraming(receiver));
  }

  FrameHandler(Framing framing) {
    this.framing = framing;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf arrived = (ByteBuf) message;
    try {
      if (discarding) {
        return;
      }
      int before = keptTo - keptFrom;
      int count = arrived.readableBytes();
      if (before > 0 && keptTo + count + SLACK <= kept.length) {
        arrived.readBytes(kept, keptTo, count);
        take(ctx, kept, keptFrom, keptTo + count);
        return;
      }
      byte[] work = scratch(before + count + SLACK);
      System.arraycopy(kept, keptFrom, work, 0, before);
      arrived.readBytes(work, before, count);
      take(ctx, work, 0, before + count);
    } finally {
      arrived.release();
    }
  }

  private static byte[] scratch(int size) {
    byte[] scratch = SCRATCH.get();
    return scratch.length >= size ? scratch : new byte[size];
  }

  /** Handles the messages in {@code buffer[from, to)} and keeps what is left. */
  private void take(ChannelHandlerContext ctx, byte[] buffer, int from, int to) {
    int at = from;
    int foreseen = from;
    boolean turnOver = false;
    try {
      int messages = 0;
      long deadline = System.nanoTime() + NANOS_PER_TURN;
      while (!paused && !discarding && !turnOver) {
        int length = framing.next(buffer, at, to);
        if (length == Framing.NEED_MORE) {
          break;
        }
        if (length == Framing.BROKEN) {
          discard();
          framing.broken(buffer, at, to);
          return;
        }
        if (at >= foreseen) {
          foreseen = framing.foresee(buffer, at, to);
        }
        framing.message(buffer, at, length);
        at += length;
        messages++;
        turnOver =
            messages >= MESSAGES_PER_TURN
                || ((messages & 15) == 0 && System.nanoTime() - deadline > 0);
      }
    } finally {
      framing.turnOver();
    }
    keep(buffer, at, to, paused || turnOver ? 0 : to - at);
    if (turnOver) {
      scheduleTurn(ctx);
    }
  }

  /**
   * Keeps what is left for later.
   *
   * @param room octets to leave behind it: as many again for part of a message, so that one that
   *     comes octet by octet is copied a few times and not each time
   */
  private void keep(byte[] buffer, int from, int to, int room) {
    if (discarding || from == to) {
      kept = NOTHING;
      keptFrom = 0;
      keptTo = 0;
    } else if (buffer == kept) {
      keptFrom = from;
      keptTo = to;
    } else {
      byte[] fresh = new byte[to - from + room + SLACK];
      System.arraycopy(buffer, from, fresh, 0, to - from);
      kept = fresh;
      keptFrom = 0;
      keptTo = to - from;
    }
  }

  private void scheduleTurn(ChannelHandlerContext ctx) {
    if (!turnScheduled) {
      turnScheduled = true;
      ctx.executor().execute(this::nextTurn);
    }
  }

  private void nextTurn() {
    turnScheduled = false;
    ChannelHandlerContext ctx = context;
    if (ctx == null || paused || discarding) {
      return;
    }
    take(ctx, kept, keptFrom, keptTo);
    readIfIdle(ctx);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    readIfIdle(ctx);
  }

  private void readIfIdle(ChannelHandlerContext ctx) {
    if (discarding || (!paused && !turnScheduled)) {
      ctx.read();
    }
  }

  /** Stops handling messages and reading octets until {@link #resume}. */
  void pause() {
    paused = true;
  }

  /** Goes on after {@link #pause}. */
  void resume() {
    if (paused) {
      paused = false;
      ChannelHandlerContext ctx = context;
      if (ctx != null) {
        scheduleTurn(ctx);
      }
    }
  }

  /** Reads on, so that the peer sees our last words, but throws everything away. */
  void discard() {
    discarding = true;
    keep(NOTHING, 0, 0, 0);
    ChannelHandlerContext ctx = context;
    if (ctx != null) {
      ctx.read();
    }
  }

  /** True if octets arrived that were not handled: the peer is not silent, we are slow. */
  boolean isBehind() {
    return paused || turnScheduled;
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    discarding = true;
    framing.closed();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // Only I/O errors come here (connection reset): octets never raise one. Close says the rest.
    ctx.close();
  }
}
