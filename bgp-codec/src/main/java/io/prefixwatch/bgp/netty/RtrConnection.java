package io.prefixwatch.bgp.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.prefixwatch.bgp.rtr.RtrFrame;

/** One connection to an RPKI cache. Owned by the channel's event loop; all methods run there. */
@SuppressWarnings("FutureReturnValueIgnored") // the channel's end is told by its handler
public final class RtrConnection {

  private final Channel channel;
  private final FrameHandler frames;

  private RtrConnection(Channel channel, FrameHandler frames) {
    this.channel = channel;
    this.frames = frames;
  }

  /** Begins to read a channel that does not read by itself. */
  public static RtrConnection listen(Channel channel, RtrReceiver receiver) {
    FrameHandler frames = new FrameHandler(new RtrFraming(receiver));
    channel.pipeline().addLast(frames);
    channel.read();
    return new RtrConnection(channel, frames);
  }

  /** Sends a PDU. */
  public void send(byte[] pdu) {
    channel.writeAndFlush(Unpooled.wrappedBuffer(pdu));
  }

  /** Ends the connection behind what was sent; {@link RtrReceiver#closed} follows. */
  public void close() {
    frames.discard();
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /** PDUs of RTR (RFC 8210 section 5). */
  private static final class RtrFraming implements Framing {

    private final RtrReceiver receiver;

    RtrFraming(RtrReceiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public int next(byte[] buffer, int from, int to) {
      return RtrFrame.next(buffer, from, to);
    }

    @Override
    public void message(byte[] buffer, int from, int length) {
      receiver.pdu(buffer, from, length);
    }

    @Override
    public void broken(byte[] buffer, int from, int to) {
      receiver.broken(buffer, from, to);
    }

    @Override
    public void closed() {
      receiver.closed();
    }
  }
}
