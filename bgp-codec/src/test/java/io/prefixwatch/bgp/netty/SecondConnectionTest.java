package io.prefixwatch.bgp.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import io.prefixwatch.bgp.capability.Capability;
import io.prefixwatch.bgp.capability.FourOctetAsnCapability;
import io.prefixwatch.bgp.capability.GracefulRestartCapability;
import io.prefixwatch.bgp.capability.GracefulRestartCapability.RestartFamily;
import io.prefixwatch.bgp.fixture.malformed.Setting;
import io.prefixwatch.bgp.message.Keepalive;
import io.prefixwatch.bgp.message.Open;
import io.prefixwatch.bgp.message.RouteRefresh;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.bgp.session.DownReason;
import io.prefixwatch.bgp.session.DownReason.Cause;
import io.prefixwatch.bgp.session.Negotiated;
import io.prefixwatch.bgp.session.SessionState;
import io.prefixwatch.bgp.update.UpdateScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A peer that restarted connects again while its old connection still stands. */
class SecondConnectionTest implements SessionListener {

  private final MockTicker clock = Ticker.newMockTicker();
  private final EmbeddedChannel old = EmbeddedChannel.builder().ticker(clock).build();
  private final EmbeddedChannel fresh = EmbeddedChannel.builder().ticker(clock).build();
  private final SessionDriver driver =
      new SessionDriver(
          old.eventLoop(),
          Setting.EBGP.parameters(),
          unused -> {
            throw new AssertionError("a passive session does not connect");
          },
          this);
  private final List<Cause> downs = new ArrayList<>();

  private static byte[] open() {
    List<Capability> capabilities =
        List.of(
            new FourOctetAsnCapability(Setting.PEER_ASN),
            new GracefulRestartCapability(
                true, true, 120, List.of(new RestartFamily(Family.IPV4_UNICAST, true))));
    return Open.offering(Setting.PEER_ASN, 90, RouterId.parse("192.0.2.1"), capabilities).encode();
  }

  private void establish(EmbeddedChannel channel) {
    driver.incoming(channel);
    channel.writeInbound(Unpooled.wrappedBuffer(open(), Keepalive.INSTANCE.encode()));
    channel.runPendingTasks();
  }

  @Test
  void staysUpWhenTheOldConnectionGoesAtLast() {
    driver.start();
    establish(old);
    old.pipeline().addFirst(new DeadEnd());
    establish(fresh);
    assertThat(driver.state()).isEqualTo(SessionState.ESTABLISHED);

    // Nobody at the other end closes the old one, so our patience has to end.
    assertThat(old.isOpen()).isTrue();
    clock.advance(3, TimeUnit.SECONDS);
    old.runScheduledPendingTasks();
    old.runPendingTasks();

    assertThat(old.isOpen()).isFalse();
    assertThat(driver.state()).isEqualTo(SessionState.ESTABLISHED);
    assertThat(downs).containsExactly(Cause.PEER_RESTARTED);
  }

  @Test
  void goesDownWhenTheNewConnectionDoes() {
    staysUpWhenTheOldConnectionGoesAtLast();

    fresh.close().syncUninterruptibly();
    fresh.runPendingTasks();

    assertThat(downs).containsExactly(Cause.PEER_RESTARTED, Cause.CONNECTION_LOST);
  }

  /** The other end is gone and acknowledges nothing. */
  private static final class DeadEnd extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void stateChanged(SessionState state) {}

  @Override
  public void sessionUp(Negotiated negotiated) {}

  @Override
  public void update(UpdateScan scan, byte[] buffer, int from, int length) {}

  @Override
  public void fatalUpdate(UpdateScan scan, byte[] buffer, int from, int length) {}

  @Override
  public void routeRefresh(RouteRefresh message) {}

  @Override
  public void sessionDown(DownReason reason, Set<Family> stale) {
    downs.add(reason.cause());
  }

  @Override
  public void dropStale(Set<Family> families) {}
}
