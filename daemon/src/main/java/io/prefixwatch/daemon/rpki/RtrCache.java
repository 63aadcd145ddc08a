package io.prefixwatch.daemon.rpki;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.prefixwatch.bgp.netty.RtrConnection;
import io.prefixwatch.bgp.netty.RtrReceiver;
import io.prefixwatch.bgp.rtr.RtrClient;
import io.prefixwatch.bgp.rtr.RtrFault;
import io.prefixwatch.bgp.rtr.RtrPdu.AspaChange;
import io.prefixwatch.bgp.rtr.RtrPdu.ErrorReport;
import io.prefixwatch.bgp.rtr.RtrPdu.PrefixChange;
import io.prefixwatch.bgp.rtr.RtrPort;
import io.prefixwatch.bgp.rtr.RtrTiming;
import io.prefixwatch.daemon.config.RpkiSettings.Cache;
import io.prefixwatch.monitor.rpki.SourceData;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One RTR cache: connects, keeps asking, keeps what it said until that expires, however often the
 * connection is lost. Owned by its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // timers and closes are told by what they run
final class RtrCache implements RtrPort, RtrReceiver {

  private static final Logger LOG = LoggerFactory.getLogger(RtrCache.class);
  private static final int CONNECT_MILLIS = 10_000;
  private static final int FIRST_PAUSE_SECONDS = 1;
  private static final int LONGEST_PAUSE_SECONDS = 60;

  /** A query that nothing follows for so long is not answered any more. */
  private static final int PATIENCE_SECONDS = 60;

  /** Who uses what a cache says; called on the event loop. */
  interface Listener {

    /** The cache is up to date. */
    void committed(Cache cache, SourceData data);

    /** What it said must not be used any more. */
    void flushed(Cache cache, String reason);

    /** It cannot be reached, or has nothing to say; what it said still counts. */
    void lost(Cache cache, String reason);
  }

  private final Cache cache;
  private final EventLoop loop;
  private final Listener listener;
  private final RtrClient client = new RtrClient(this);
  private final CacheData data = new CacheData();
  private @Nullable RtrConnection connection;
  private int failures;
  private long commits;
  private long heard;
  private boolean stopped;

  RtrCache(Cache cache, EventLoop loop, Listener listener) {
    this.cache = cache;
    this.loop = loop;
    this.listener = listener;
  }

  void start() {
    loop.execute(this::connect);
  }

  void stop() {
    loop.execute(
        () -> {
          stopped = true;
          RtrConnection open = connection;
          if (open != null) {
            open.close();
          }
        });
  }

  private void connect() {
    if (stopped) {
      return;
    }
    ChannelFuture connecting =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .handler(new ChannelInboundHandlerAdapter())
            .connect(cache.host(), cache.port());
    connecting.addListener(
        done -> {
          if (done.isSuccess()) {
            connected(connecting.channel());
          } else {
            retry(String.valueOf(done.cause().getMessage()));
          }
        });
  }

  private void connected(Channel channel) {
    LOG.info("event=rtr-connected cache={}", cache.name());
    connection = RtrConnection.listen(channel, this);
    client.connected();
    watch();
  }

  /** Ends a connection whose query is not answered. */
  private void watch() {
    RtrConnection watched = connection;
    long before = heard;
    loop.schedule(
        () -> {
          boolean waiting = client.state() != RtrClient.State.IDLE;
          if (connection == watched && watched != null) {
            if (waiting && heard == before) {
              close("no answer for " + PATIENCE_SECONDS + " s");
            } else {
              watch();
            }
          }
        },
        PATIENCE_SECONDS,
        TimeUnit.SECONDS);
  }

  private void retry(String reason) {
    if (stopped) {
      return;
    }
    int longest = Math.min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS << Math.min(failures, 6));
    failures++;
    LOG.warn("event=rtr-lost cache={} reason=\"{}\"", cache.name(), reason);
    listener.lost(cache, reason);
    long millis = ThreadLocalRandom.current().nextLong(longest * 750L, longest * 1000L);
    loop.schedule(this::connect, millis, TimeUnit.MILLISECONDS);
  }

  // What comes.

  @Override
  public void pdu(byte[] buffer, int from, int length) {
    heard++;
    client.received(buffer, from, length);
  }

  @Override
  public void broken(byte[] buffer, int from, int to) {
    client.broken(buffer, from, to);
  }

  @Override
  public void closed() {
    connection = null;
    client.closed();
    retry("the connection is closed");
  }

  // What the client does.

  @Override
  public void send(byte[] pdu) {
    RtrConnection open = connection;
    if (open != null) {
      open.send(pdu);
    }
  }

  @Override
  public void close(String reason) {
    LOG.warn("event=rtr-closing cache={} reason=\"{}\"", cache.name(), reason);
    RtrConnection open = connection;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void begin(boolean everything) {
    data.begin(everything);
  }

  @Override
  public @Nullable RtrFault changed(PrefixChange change) {
    return data.changed(change);
  }

  @Override
  public @Nullable RtrFault changed(AspaChange change) {
    return data.changed(change);
  }

  @Override
  public @Nullable RtrFault commit(long serial, RtrTiming timing) {
    RtrFault fault = data.commit();
    if (fault != null) {
      return fault;
    }
    failures = 0;
    long commit = ++commits;
    LOG.info(
        "event=rtr-synced cache={} version={} serial={}", cache.name(), client.version(), serial);
    loop.schedule(() -> refresh(commit, timing), timing.refresh(), TimeUnit.SECONDS);
    loop.schedule(() -> expire(commit), timing.expire(), TimeUnit.SECONDS);
    listener.committed(cache, data.data(client.version() >= 2));
    return null;
  }

  private void refresh(long commit, RtrTiming timing) {
    if (commit == commits && !stopped) {
      client.refresh();
      loop.schedule(() -> refresh(commit, timing), timing.retry(), TimeUnit.SECONDS);
    }
  }

  private void expire(long commit) {
    if (commit == commits && !stopped) {
      client.forget();
      flush("its data have expired");
    }
  }

  @Override
  public void flush(String reason) {
    commits++;
    data.flush();
    listener.flushed(cache, reason);
  }

  @Override
  public void report(ErrorReport report) {
    LOG.warn("event=rtr-error-report cache={} code={}", cache.name(), report.code());
    if (report.code() == RtrFault.NO_DATA) {
      listener.lost(cache, "it has no data");
      loop.schedule(client::refresh, LONGEST_PAUSE_SECONDS, TimeUnit.SECONDS);
    }
  }
}
