package io.prefixwatch.bgp.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Ticker;
import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.session.Direction;

/**
 * One TCP connection of a session: its channel, its frames, and when it last moved. Owned by the
 * session's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the channel's end is told by its handler
final class Link {

  private final Channel channel;
  private final FrameHandler frames;
  private final Direction direction;

  /** The clock of the event loop's timers, so that both agree. */
  private final Ticker ticker;

  private long receivedAt;

  /** A message came in the turn that is running; the clock is asked once for all of them. */
  private boolean heard;

  private long writtenAt;
  private int writesUnderWay;

  Link(Channel channel, FrameHandler frames, Direction direction) {
    this.channel = channel;
    this.frames = frames;
    this.direction = direction;
    this.ticker = channel.eventLoop().ticker();
    this.receivedAt = ticker.nanoTime();
    this.writtenAt = receivedAt;
  }

  Direction direction() {
    return direction;
  }

  FrameHandler frames() {
    return frames;
  }

  void send(Octets message) {
    if (writesUnderWay++ == 0) {
      writtenAt = ticker.nanoTime();
    }
    channel
        .writeAndFlush(Unpooled.wrappedBuffer(message.toByteArray()))
        .addListener(
            written -> {
              writesUnderWay--;
              writtenAt = ticker.nanoTime();
            });
  }

  void close() {
    LastWords.close(channel, frames);
  }

  /** A whole message has come: the peer is alive. */
  void messageReceived() {
    heard = true;
  }

  /** The messages of one turn of the event loop were given. */
  void turnOver() {
    if (heard) {
      heard = false;
      receivedAt = ticker.nanoTime();
    }
  }

  /** Nanoseconds since the last whole message. */
  long silentFor() {
    return heard ? 0 : ticker.nanoTime() - receivedAt;
  }

  /** Nanoseconds that something has waited to be written, 0 if nothing waits. */
  long stuckFor() {
    return writesUnderWay == 0 ? 0 : ticker.nanoTime() - writtenAt;
  }
}
