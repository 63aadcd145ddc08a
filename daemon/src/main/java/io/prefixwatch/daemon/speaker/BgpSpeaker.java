package io.prefixwatch.daemon.speaker;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.session.SessionParameters;
import io.prefixwatch.bgp.session.SessionState;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.DynamicRange;
import io.prefixwatch.daemon.config.SessionSettings;
import io.prefixwatch.daemon.config.SpeakerSettings;
import io.prefixwatch.daemon.pipeline.EngineThread;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.speaker.socket.KernelCounters;
import io.prefixwatch.daemon.speaker.socket.KeyTable;
import io.prefixwatch.monitor.index.PrefixIndex;
import io.prefixwatch.monitor.rib.RouteSearch;
import io.prefixwatch.monitor.rib.Watchlist;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All sessions: event loops, listeners, what is started and stopped. Its methods may be called from
 * any one thread at a time; what belongs to a loop is done there.
 */
public final class BgpSpeaker {

  private static final long STOP_SECONDS = 5;

  /** How often it is told what was refused for keys and distances. */
  private static final long REPORT_SECONDS = 2;

  /** Sessions named as possibly concerned. */
  private static final int MAX_SUSPECTS = 10;

  private final SpeakerSettings settings;
  private final Transport transport = Transport.best();
  private final EventLoopGroup acceptors;
  private final EventLoopGroup workers;
  private final List<SpeakerLoop> loops = new ArrayList<>();
  private final RejectionLog rejections = new RejectionLog();
  private final AuthReporter reporter = new AuthReporter(new KernelCounters()::read);
  private final EventClock clock;
  private final PeerAcceptor acceptor;
  private final Listeners listeners;

  /** Which loop has the sessions of a configured address. */
  private final Map<Address, SpeakerLoop> homes = new HashMap<>();

  /** The ranges of dynamic peers by their id. */
  private final Map<String, PeerRange> ranges = new LinkedHashMap<>();

  /** Who may connect; read by the acceptor's thread. */
  private volatile PeerDirectory directory;

  private @Nullable Future<?> reports;
  private int nextLoop;

  /** A speaker that does not listen yet. */
  public BgpSpeaker(
      DaemonConfig config, EventClock clock, EngineThread engine, Watchlist watchlist) {
    this.settings = config.speaker();
    this.clock = clock;
    this.acceptors =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("accept"), transport.handlers());
    int cores = Runtime.getRuntime().availableProcessors();
    this.workers =
        new MultiThreadIoEventLoopGroup(
            cores, new DefaultThreadFactory("bgp"), transport.handlers());
    Duration patience = config.detection().unobservedMax();
    for (int i = 0; i < cores; i++) {
      EventLoop loop = workers.next();
      loops.add(new SpeakerLoop(loop, clock, engine, watchlist, patience, this::create));
    }
    this.directory = directory(List.of());
    this.acceptor = new PeerAcceptor(() -> directory, rejections, reporter);
    this.listeners = new Listeners(transport, acceptors, acceptor);
  }

  private PeerDirectory directory(List<SessionSettings> sessions) {
    return new PeerDirectory(sessions, this::home, ranges.values(), loops);
  }

  private SpeakerLoop home(Address peer) {
    return homes.computeIfAbsent(peer, unused -> loops.get(nextLoop++ % loops.size()));
  }

  /**
   * Listens, and starts the sessions.
   *
   * @throws IOException if an address cannot be listened on, or a key does not take; the message
   *     says which and why
   */
  public void start(DaemonConfig config) throws IOException {
    config.sessions().forEach(this::add);
    config.ranges().forEach(range -> ranges.put(range.id(), new PeerRange(range)));
    directory = directory(config.sessions());
    reporter.watch(directory.securities());
    listeners.open(settings.listen(), protection(config));
    for (SpeakerLoop loop : loops) {
      run(loop, () -> loop.sessions().forEach(SpeakerSession::start));
    }
    reports =
        acceptors
            .next()
            .scheduleWithFixedDelay(
                this::reportRefusals, REPORT_SECONDS, REPORT_SECONDS, TimeUnit.SECONDS);
  }

  /** Runs on the acceptor's thread, which may wait a moment for those of the sessions. */
  private void reportRefusals() {
    SpeakerLoop first = loops.get(0);
    reporter.report(
        clock.now(),
        this::suspects,
        event -> first.loop().execute(() -> first.outbox().accept(event)));
  }

  /** The sessions that packets may have been for which the kernel dropped. */
  private String suspects() {
    List<String> names = new ArrayList<>();
    for (SpeakerLoop loop : loops) {
      run(
          loop,
          () ->
              loop.sessions().stream()
                  .filter(session -> session.state() != SessionState.ESTABLISHED)
                  .map(SpeakerSession::settings)
                  .filter(session -> session.security().isKeyed() || session.security().hasTtl())
                  .forEach(session -> names.add(session.session().id())));
    }
    String some = names.stream().sorted().limit(MAX_SUSPECTS).collect(Collectors.joining(", "));
    int more = names.size() - MAX_SUSPECTS;
    return names.isEmpty()
        ? "all sessions with keys or ttl-security are up"
        : "not up: " + some + (more > 0 ? " and " + more + " more" : "");
  }

  /** What the listening sockets must have for these peers, whether they are known yet or not. */
  private Listeners.Protection protection(DaemonConfig config) {
    List<PeerRange> wanted = config.ranges().stream().map(PeerRange::new).toList();
    PeerDirectory peers = new PeerDirectory(config.sessions(), this::home, wanted, loops);
    return new Listeners.Protection(
        KeyTable.of(config.sessions(), config.ranges()), peers.minTtl(), peers.hasTtl());
  }

  /** The addresses that are listened on, with the ports the system chose. */
  public List<InetSocketAddress> listening() {
    return listeners.addresses();
  }

  /** Adds a session; it is not started. Sessions of one address share a loop. */
  private SpeakerLoop add(SessionSettings session) {
    SpeakerLoop home = home(session.session().peerAddress());
    run(home, () -> home.add(create(home, session)));
    return home;
  }

  private SpeakerSession create(SpeakerLoop home, SessionSettings session) {
    PeerConnector connector =
        new PeerConnector(home.loop(), transport, session, rejections, reporter);
    return new SpeakerSession(home, session, parameters(session), connector);
  }

  private SessionParameters parameters(SessionSettings session) {
    long peerAsn = session.session().peerAsn();
    return new SessionParameters(
        settings.asnTowards(peerAsn),
        settings.identity().routerId(),
        peerAsn,
        session.active(),
        (int) settings.holdTime().toSeconds(),
        (int) settings.minHoldTime().toSeconds(),
        session.families(),
        session.addPath(),
        session.session().peerAddress().isLoopback(),
        session.roles().peerRole(),
        session.roles().strict(),
        settings.parser(),
        settings.sortOf(peerAsn));
  }

  /** Takes a new list of what is watched; routes of added ones are reported from the RIBs. */
  public void reindex(Watchlist watchlist, PrefixIndex added) {
    for (SpeakerLoop loop : loops) {
      run(loop, () -> loop.reindex(watchlist, added));
    }
  }

  /**
   * Makes the keys of the listening sockets those of a new configuration, before anything else of
   * it counts.
   *
   * @throws IOException if a key does not take; says which and why, and nothing has changed
   */
  public void protect(DaemonConfig changed) throws IOException {
    listeners.protect(protection(changed));
  }

  /**
   * Makes the running sessions those of a new configuration: unchanged ones are not touched,
   * removed ones are closed, changed ones start anew.
   */
  public void reconfigure(DaemonConfig before, DaemonConfig after) {
    Map<String, PeerRange> gone = changeRanges(after);
    directory = directory(after.sessions());
    reporter.watch(directory.securities());
    SessionDifference difference = SessionDifference.between(before.sessions(), after.sessions());
    for (SessionSettings removed : difference.removed()) {
      boolean restarts = difference.isAdded(removed);
      ErrorCode cease = restarts ? ErrorCode.CONFIGURATION_CHANGE : ErrorCode.PEER_DECONFIGURED;
      withSession(removed, session -> session.remove(cease));
    }
    for (SessionSettings kept : difference.kept()) {
      withSession(kept, session -> session.reconfigure(kept));
    }
    reviewRanges(gone.values(), after);
    for (SessionSettings fresh : difference.added()) {
      SpeakerLoop home = add(fresh);
      run(home, () -> find(home, fresh.session().id()).forEach(SpeakerSession::start));
    }
  }

  /**
   * Asks a peer to send its routes of a family once more (RFC 2918).
   *
   * @return false if there is no such session, it is not up, or its peer cannot
   */
  public boolean refresh(String sessionId, Family family) {
    boolean[] asked = {false};
    for (SpeakerLoop loop : loops) {
      run(loop, () -> find(loop, sessionId).forEach(s -> asked[0] |= s.refresh(family)));
    }
    return asked[0];
  }

  /** Takes the new ranges; returns those that are no more, closed. */
  private Map<String, PeerRange> changeRanges(DaemonConfig after) {
    Map<String, PeerRange> gone = new LinkedHashMap<>(ranges);
    ranges.clear();
    for (DynamicRange range : after.ranges()) {
      PeerRange known = gone.remove(range.id());
      if (known == null) {
        known = new PeerRange(range);
      } else {
        known.reconfigure(range);
      }
      ranges.put(range.id(), known);
    }
    gone.values().forEach(PeerRange::close);
    return gone;
  }

  private void reviewRanges(Collection<PeerRange> gone, DaemonConfig after) {
    Set<Address> configured = new HashSet<>();
    after.sessions().forEach(session -> configured.add(session.session().peerAddress()));
    for (SpeakerLoop loop : loops) {
      run(
          loop,
          () -> {
            loop.dynamic().patience(after.detection().unobservedMax());
            gone.forEach(range -> loop.dynamic().reconfigure(range, true, configured::contains));
            ranges
                .values()
                .forEach(range -> loop.dynamic().reconfigure(range, false, configured::contains));
          });
    }
  }

  private void withSession(SessionSettings settings, Consumer<SpeakerSession> use) {
    SpeakerLoop home = homes.get(settings.session().peerAddress());
    if (home != null) {
      run(home, () -> find(home, settings.session().id()).forEach(use));
    }
  }

  private static List<SpeakerSession> find(SpeakerLoop home, String id) {
    return home.sessions().stream()
        .filter(session -> session.settings().session().id().equals(id))
        .toList();
  }

  /** Runs on the loop and waits for it: starting and reloading are done when they say so. */
  private static void run(SpeakerLoop loop, Runnable task) {
    Future<?> done = loop.loop().submit(task);
    done.awaitUninterruptibly();
    if (!done.isSuccess()) {
      throw new IllegalStateException("event loop task failed", done.cause());
    }
  }

  /** Connections from unknown sources, closed unread. */
  public long rejectedConnections() {
    return rejections(Rejection.NOT_CONFIGURED);
  }

  /** Connections that did not become a session's, for this reason. */
  public long rejections(Rejection reason) {
    return rejections.count(reason);
  }

  /** Connections that were accepted and have not sent their OPEN. */
  public int waitingConnections() {
    return acceptor.waiting();
  }

  /** Tells every peer that we go, closes everything, and waits a moment for the last words. */
  public void stop() {
    listeners.close();
    if (reports != null) {
      reports.cancel(false);
    }
    for (SpeakerLoop loop : loops) {
      run(
          loop,
          () ->
              loop.sessions().forEach(session -> session.stop(ErrorCode.ADMINISTRATIVE_SHUTDOWN)));
    }
    Future<?> stopped = workers.shutdownGracefully(200, STOP_SECONDS * 1000, TimeUnit.MILLISECONDS);
    stopped.awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
    acceptors.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1_000);
  }

  /** How each session is, gathered loop by loop; safe for any thread while the speaker runs. */
  public List<SessionStatus> sessions() {
    List<SessionStatus> all = new ArrayList<>();
    for (SpeakerLoop loop : loops) {
      run(loop, () -> loop.sessions().forEach(session -> all.add(session.status())));
    }
    return List.copyOf(all);
  }

  /**
   * Looks for routes, session by session, so that no loop is held up for long; for any thread.
   *
   * @param session only there; null for everywhere
   * @param most routes of each session
   */
  public List<SessionRoutes> routes(
      Prefix prefix, RouteSearch.Match match, @Nullable String session, int most) {
    List<SessionRoutes> found = new ArrayList<>();
    forEach(
        one -> {
          if (session == null || session.equals(one.intake().session().id())) {
            found.add(
                new SessionRoutes(
                    one.intake().session(), RouteSearch.find(one.intake(), prefix, match, most)));
          }
        });
    found.sort(Comparator.comparing(of -> of.session().id()));
    return List.copyOf(found);
  }

  /** Which of these prefixes each session holds a route for, by its id; for any thread. */
  public Map<String, Set<Prefix>> held(List<Prefix> prefixes) {
    Map<String, Set<Prefix>> held = new HashMap<>();
    forEach(one -> held.put(one.intake().session().id(), RouteSearch.held(one.intake(), prefixes)));
    return Map.copyOf(held);
  }

  /** Shows each session to a task of its own on its loop. */
  private void forEach(Consumer<SpeakerSession> task) {
    for (SpeakerLoop loop : loops) {
      List<SpeakerSession> here = new ArrayList<>();
      run(loop, () -> here.addAll(loop.sessions()));
      here.forEach(session -> run(loop, () -> task.accept(session)));
    }
  }

  /** How many sessions are in this state. */
  public int count(SessionState state) {
    int[] count = {0};
    for (SpeakerLoop loop : loops) {
      run(
          loop,
          () -> count[0] += (int) loop.sessions().stream().filter(s -> s.state() == state).count());
    }
    return count[0];
  }
}
