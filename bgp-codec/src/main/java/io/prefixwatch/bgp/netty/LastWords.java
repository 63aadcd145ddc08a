package io.prefixwatch.bgp.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection so that the peer can read what we sent last.
 *
 * <p>Closing a socket with unread octets resets it, and a reset may overtake the NOTIFICATION. So
 * the sending half is closed first, what still comes is thrown away, and the socket goes when the
 * peer has closed its half, or after a moment.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the channel's end is told by its handler
final class LastWords {

  private static final long PATIENCE_MILLIS = 2_000;

  private LastWords() {}

  static void close(Channel channel, FrameHandler frames) {
    frames.discard();
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            flushed -> {
              if (channel instanceof DuplexChannel duplex && flushed.isSuccess()) {
                duplex.shutdownOutput();
              } else {
                channel.close();
              }
            });
    channel.eventLoop().schedule(() -> channel.close(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }
}
