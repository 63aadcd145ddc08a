package io.prefixwatch.daemon.speaker;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.prefixwatch.bgp.message.Frame;

/**
 * Notices that the first message of a connection has come whole. Changes nothing on the way; who
 * judges the message is behind it. Owned by the session's event loop.
 */
final class OpenWatch extends ChannelInboundHandlerAdapter {

  /** Marker and length. */
  private static final int LENGTH_END = Frame.HEADER - 1;

  private final WaitingConnection waiting;
  private final byte[] head = new byte[LENGTH_END];
  private int seen;

  OpenWatch(WaitingConnection waiting) {
    this.waiting = waiting;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf arrived = (ByteBuf) message;
    int count = arrived.readableBytes();
    if (seen < LENGTH_END) {
      arrived.getBytes(arrived.readerIndex(), head, seen, Math.min(count, LENGTH_END - seen));
    }
    seen += count;
    if (isWhole()) {
      waiting.opened();
      ctx.fireChannelRead(message);
      if (!ctx.isRemoved()) {
        ctx.pipeline().remove(this);
      }
    } else {
      ctx.fireChannelRead(message);
    }
  }

  private boolean isWhole() {
    if (seen < LENGTH_END) {
      return false;
    }
    int length = (head[LENGTH_END - 2] & 0xFF) << 8 | head[LENGTH_END - 1] & 0xFF;
    return seen >= length;
  }
}
