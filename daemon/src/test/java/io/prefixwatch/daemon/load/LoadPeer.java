package io.prefixwatch.daemon.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.prefixwatch.bgp.capability.Capability;
import io.prefixwatch.bgp.capability.FourOctetAsnCapability;
import io.prefixwatch.bgp.capability.MultiprotocolCapability;
import io.prefixwatch.bgp.message.EndOfRib;
import io.prefixwatch.bgp.message.Frame;
import io.prefixwatch.bgp.message.Keepalive;
import io.prefixwatch.bgp.message.MessageType;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.RouterId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One peer of the load test; runs on its channel's event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // the channel's end is told to the handler
final class LoadPeer extends ByteToMessageDecoder {

  /** Of every peer. */
  static final long ASN = 64496;

  private static final int FLOOD_CHUNK_WRITES = 16;

  private final int index;
  private final int holdSeconds;
  private final Consumer<String> complaints;
  private final Runnable settled;
  private final AtomicBoolean waiting = new AtomicBoolean(true);
  private final AtomicLong longestSilence = new AtomicLong();
  private final AtomicLong floodChunks = new AtomicLong();
  private volatile boolean established;
  private volatile boolean leaving;
  private volatile @Nullable ByteBuf flood;
  private volatile @Nullable ChannelHandlerContext context;
  private long heardAt;

  LoadPeer(int index, int holdSeconds, Consumer<String> complaints, Runnable settled) {
    this.index = index;
    this.holdSeconds = holdSeconds;
    this.complaints = complaints;
    this.settled = settled;
  }

  int index() {
    return index;
  }

  boolean isEstablished() {
    return established;
  }

  long longestSilenceMillis() {
    return TimeUnit.NANOSECONDS.toMillis(longestSilence.get());
  }

  /** Pieces of the flood that the socket has taken. */
  long floodChunks() {
    return floodChunks.get();
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    context = ctx;
    heardAt = System.nanoTime();
    List<Capability> capabilities =
        List.of(
            new MultiprotocolCapability(Family.IPV4_UNICAST),
            new MultiprotocolCapability(Family.IPV6_UNICAST),
            new FourOctetAsnCapability(ASN));
    RouterId id = new RouterId(0x0A00_0001 + index);
    send(ctx, Open.offering(ASN, holdSeconds, id, capabilities).encode());
  }

  private static void send(ChannelHandlerContext ctx, byte[] message) {
    ctx.writeAndFlush(Unpooled.wrappedBuffer(message));
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    while (in.readableBytes() >= Frame.HEADER) {
      int length = in.getUnsignedShort(in.readerIndex() + 16);
      if (in.readableBytes() < length) {
        return;
      }
      byte[] message = new byte[length];
      in.readBytes(message);
      heard(ctx, message);
    }
  }

  private void heard(ChannelHandlerContext ctx, byte[] message) {
    long now = System.nanoTime();
    longestSilence.accumulateAndGet(now - heardAt, Math::max);
    heardAt = now;
    MessageType type = Objects.requireNonNull(MessageType.of(message[18]));
    switch (type) {
      case OPEN -> send(ctx, Keepalive.INSTANCE.encode());
      case KEEPALIVE -> {
        if (!established) {
          up(ctx);
        }
      }
      case NOTIFICATION -> complain("was told " + Notification.decode(message, 0, message.length));
      case UPDATE, ROUTE_REFRESH -> {}
    }
  }

  private void up(ChannelHandlerContext ctx) {
    established = true;
    send(ctx, EndOfRib.encode(Family.IPV4_UNICAST));
    send(ctx, EndOfRib.encode(Family.IPV6_UNICAST));
    long third = TimeUnit.SECONDS.toMillis(holdSeconds) / 3;
    ctx.executor().scheduleAtFixedRate(() -> keepAlive(ctx), third, third, TimeUnit.MILLISECONDS);
    settle();
  }

  private void keepAlive(ChannelHandlerContext ctx) {
    if (ctx.channel().isActive() && flood == null) {
      send(ctx, Keepalive.INSTANCE.encode());
    }
    if (System.nanoTime() - heardAt > TimeUnit.SECONDS.toNanos(holdSeconds) && !leaving) {
      complain("heard nothing for the hold time");
    }
  }

  private void settle() {
    if (waiting.compareAndSet(true, false)) {
      settled.run();
    }
  }

  private void complain(String what) {
    if (!leaving) {
      complaints.accept("peer " + index + " " + what);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    complain(established ? "lost its session" : "was closed before it was up");
    established = false;
    settle();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    complain("met " + cause);
    ctx.close();
  }

  /** Sends octets, from any thread. */
  void send(byte... octets) {
    send(Objects.requireNonNull(context), octets);
  }

  /**
   * Sends these octets over and over, as fast as the socket takes them; they hold whole messages.
   */
  void flood(byte... octets) {
    flood = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(octets));
    ChannelHandlerContext ctx = Objects.requireNonNull(context);
    ctx.executor().execute(() -> goOn(ctx));
  }

  /** Ends the flood; what is on its way still arrives. */
  void calm() {
    flood = null;
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable()) {
      ctx.executor().execute(() -> goOn(ctx));
    }
  }

  private void goOn(ChannelHandlerContext ctx) {
    ByteBuf octets = flood;
    for (int i = 0; octets != null && i < FLOOD_CHUNK_WRITES && ctx.channel().isWritable(); i++) {
      ctx.writeAndFlush(octets.duplicate())
          .addListener(
              done -> {
                if (done.isSuccess()) {
                  floodChunks.incrementAndGet();
                }
              });
    }
    if (octets != null && ctx.channel().isWritable()) {
      ctx.executor().execute(() -> goOn(ctx));
    }
  }

  /** Goes without a complaint. */
  void leave() {
    leaving = true;
    ChannelHandlerContext ctx = context;
    if (ctx != null) {
      ctx.close();
    }
  }
}
