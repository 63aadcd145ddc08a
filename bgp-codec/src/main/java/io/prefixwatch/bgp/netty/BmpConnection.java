package io.prefixwatch.bgp.netty;

import io.netty.channel.Channel;
import io.prefixwatch.bgp.bmp.BmpFrame;

/**
 * One router's connection to a BMP station (RFC 7854 section 3.2): it talks, we listen. Owned by
 * the channel's event loop; all methods run there.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the channel's end is told by its handler
public final class BmpConnection {

  private final Channel channel;
  private final FrameHandler frames;

  private BmpConnection(Channel channel, FrameHandler frames) {
    this.channel = channel;
    this.frames = frames;
  }

  /** Begins to read a channel that does not read by itself. */
  public static BmpConnection listen(Channel channel, BmpReceiver receiver) {
    FrameHandler frames = new FrameHandler(new BmpFraming(channel, receiver));
    channel.pipeline().addLast(frames);
    channel.read();
    return new BmpConnection(channel, frames);
  }

  /** Stops handling messages and reading octets until {@link #resume}. */
  public void pause() {
    frames.pause();
  }

  /** Goes on after {@link #pause}. */
  public void resume() {
    frames.resume();
  }

  /** Ends the connection: no message is handled any more, {@link BmpReceiver#closed} follows. */
  public void close() {
    frames.discard();
    channel.close();
  }

  /** BMP messages; there is nothing that could be answered. */
  private static final class BmpFraming implements Framing {

    private final Channel channel;
    private final BmpReceiver receiver;

    BmpFraming(Channel channel, BmpReceiver receiver) {
      this.channel = channel;
      this.receiver = receiver;
    }

    @Override
    public int next(byte[] buffer, int from, int to) {
      return BmpFrame.next(buffer, from, to);
    }

    @Override
    public void message(byte[] buffer, int from, int length) {
      receiver.message(buffer, from, length);
    }

    @Override
    public void broken(byte[] buffer, int from, int to) {
      receiver.broken(buffer, from);
      channel.close();
    }

    @Override
    public void closed() {
      receiver.closed();
    }
  }
}
