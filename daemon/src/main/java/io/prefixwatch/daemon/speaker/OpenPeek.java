package io.prefixwatch.daemon.speaker;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.message.Decoded;
import io.prefixwatch.bgp.message.Frame;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.message.OpenDecoder;
import io.prefixwatch.bgp.net.Asn;
import io.prefixwatch.bgp.net.Octets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the OPEN of a connection whose source address does not say which session it is for, and
 * asks who takes a peer of that AS number. Whatever was read is handed on. Owned by the sessions'
 * event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the connection's end is all there is to tell
final class OpenPeek extends ChannelInboundHandlerAdapter {

  private static final long PATIENCE_SECONDS = 30;

  /** How long the peer may take to read our answer. */
  private static final long FAREWELL_SECONDS = 2;

  /** Finds the session of a peer. */
  @FunctionalInterface
  interface Chooser {
    Choice choose(long asn);
  }

  /**
   * Which session, or why none; exactly one of session and answer is there.
   *
   * @param session takes the connection
   * @param answer what the peer is told
   * @param reason what is counted
   * @param detail for the log
   */
  record Choice(
      @Nullable SpeakerSession session,
      @Nullable Notification answer,
      Rejection reason,
      String detail) {

    static Choice chosen(SpeakerSession session) {
      return new Choice(session, null, Rejection.ASN, "");
    }

    static Choice refused(Notification answer, Rejection reason, String detail) {
      return new Choice(null, answer, reason, detail);
    }

    /** Nobody expects this AS number here (RFC 4271 section 6.2). */
    static Choice wrongAsn(long asn) {
      int field = asn <= 0xFFFF ? (int) asn : Asn.TRANS;
      Octets data = Octets.of((byte) (field >> 8), (byte) field);
      return refused(new Notification(ErrorCode.BAD_PEER_AS, data), Rejection.ASN, "asn " + asn);
    }
  }

  private final Chooser chooser;
  private final WaitingConnection waiting;
  private final ByteBuf read = Unpooled.buffer(Frame.HEADER + 64);
  private boolean answered;
  private @Nullable ScheduledFuture<?> patience;

  /**
   * Reads one OPEN.
   *
   * @param waiting is told when it came, or why it is not taken
   */
  OpenPeek(Chooser chooser, WaitingConnection waiting) {
    this.chooser = chooser;
    this.waiting = waiting;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    patience =
        ctx.executor()
            .schedule(
                () ->
                    refuse(
                        ctx,
                        Notification.of(ErrorCode.HOLD_TIMER_EXPIRED),
                        Rejection.NO_OPEN,
                        "within " + PATIENCE_SECONDS + " s"),
                PATIENCE_SECONDS,
                TimeUnit.SECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    stopTimer();
  }

  private void stopTimer() {
    if (patience != null) {
      patience.cancel(false);
      patience = null;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (answered) {
      // Read on, so that closing does not reset the connection before our answer is read.
      ReferenceCountUtil.release(message);
      ctx.read();
      return;
    }
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
      refuse(ctx, Frame.error(octets, 0, octets.length, false), Rejection.BAD_OPEN, "framing");
    } else if (octets[Frame.HEADER - 1] == MessageType.NOTIFICATION.code()) {
      answered = true;
      waiting.rejected(Rejection.NO_OPEN, "a NOTIFICATION instead");
      ctx.close();
    } else if (octets[Frame.HEADER - 1] != MessageType.OPEN.code()) {
      byte type = octets[Frame.HEADER - 1];
      Notification answer = new Notification(ErrorCode.UNEXPECTED_IN_OPEN_SENT, Octets.of(type));
      refuse(ctx, answer, Rejection.BAD_OPEN, "message type " + (type & 0xFF));
    } else {
      opened(ctx, OpenDecoder.decode(octets, 0, length));
    }
  }

  private void opened(ChannelHandlerContext ctx, Decoded<Open> decoded) {
    Open open = decoded.value();
    if (open == null) {
      Notification rejection = decoded.rejection();
      Notification answer =
          rejection == null ? Notification.of(ErrorCode.OPEN_UNSPECIFIC) : rejection;
      refuse(ctx, answer, Rejection.BAD_OPEN, answer.error().label());
      return;
    }
    Choice choice = chooser.choose(open.asn());
    SpeakerSession session = choice.session;
    if (session == null) {
      Notification answer = choice.answer;
      refuse(
          ctx,
          answer == null ? Notification.of(ErrorCode.CONNECTION_REJECTED) : answer,
          choice.reason,
          choice.detail);
      return;
    }
    waiting.opened();
    Channel channel = ctx.channel();
    channel.pipeline().remove(this);
    session.incoming(channel);
    channel.pipeline().fireChannelRead(read);
  }

  private void refuse(
      ChannelHandlerContext ctx, Notification answer, Rejection reason, String detail) {
    stopTimer();
    answered = true;
    read.release();
    waiting.rejected(reason, detail);
    Channel channel = ctx.channel();
    ctx.writeAndFlush(Unpooled.wrappedBuffer(answer.encode()))
        .addListener(
            written -> {
              if (written.isSuccess() && channel instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
              } else {
                channel.close();
              }
            });
    ctx.executor().schedule(() -> channel.close(), FAREWELL_SECONDS, TimeUnit.SECONDS);
    ctx.read();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    stopTimer();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
