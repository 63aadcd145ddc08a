package io.prefixwatch.daemon.speaker;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.Decoded;
import io.prefixwatch.bgp.message.Frame;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.message.OpenDecoder;
import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.session.SessionParameters;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the OPEN of a connection whose source address fits several sessions, and picks the one
 * whose peer has that AS number. Whatever was read is handed on. Owned by the sessions' event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the connection's end is all there is to tell
final class OpenPeek extends ChannelInboundHandlerAdapter {

  private static final long PATIENCE_SECONDS = 30;

  private final List<SpeakerSession> candidates;
  private final ByteBuf read = Unpooled.buffer(Frame.HEADER + 64);
  private @Nullable ScheduledFuture<?> patience;

  OpenPeek(List<SpeakerSession> candidates) {
    this.candidates = candidates;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    patience =
        ctx.executor()
            .schedule(
                () -> refuse(ctx, Notification.of(ErrorCode.HOLD_TIMER_EXPIRED)),
                PATIENCE_SECONDS,
                TimeUnit.SECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (patience != null) {
      patience.cancel(false);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf arrived = (ByteBuf) message;
    try {
      if (read.readableBytes() < Frame.MAX) {
        read.writeBytes(arrived);
      }
    } finally {
      arrived.release();
    }
    byte[] octets = new byte[read.readableBytes()];
    read.getBytes(read.readerIndex(), octets);
    int length = Frame.next(octets, 0, octets.length, false);
    if (length == Frame.NEED_MORE) {
      ctx.read();
    } else if (length == Frame.BROKEN) {
      refuse(ctx, Frame.error(octets, 0, octets.length, false));
    } else if (octets[Frame.HEADER - 1] == MessageType.NOTIFICATION.code()) {
      ctx.close();
    } else if (octets[Frame.HEADER - 1] != MessageType.OPEN.code()) {
      Octets type = Octets.of(octets[Frame.HEADER - 1]);
      refuse(ctx, new Notification(ErrorCode.UNEXPECTED_IN_OPEN_SENT, type));
    } else {
      choose(ctx, OpenDecoder.decode(octets, 0, length));
    }
  }

  private void choose(ChannelHandlerContext ctx, Decoded<Open> decoded) {
    Open open = decoded.value();
    Notification rejection = decoded.rejection();
    if (open == null) {
      refuse(ctx, rejection == null ? Notification.of(ErrorCode.OPEN_UNSPECIFIC) : rejection);
      return;
    }
    SpeakerSession chosen = withAsn(open.asn());
    if (chosen == null) {
      chosen = withAsn(SessionParameters.ANY_ASN);
    }
    if (chosen == null) {
      refuse(ctx, Notification.of(ErrorCode.BAD_PEER_AS));
      return;
    }
    Channel channel = ctx.channel();
    channel.pipeline().remove(this);
    chosen.incoming(channel);
    channel.pipeline().fireChannelRead(read);
  }

  private @Nullable SpeakerSession withAsn(long asn) {
    for (SpeakerSession candidate : candidates) {
      if (candidate.settings().session().peerAsn() == asn) {
        return candidate;
      }
    }
    return null;
  }

  private void refuse(ChannelHandlerContext ctx, Notification answer) {
    read.release();
    ctx.writeAndFlush(Unpooled.wrappedBuffer(answer.encode()))
        .addListener(ChannelFutureListener.CLOSE);
    ctx.pipeline().remove(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
