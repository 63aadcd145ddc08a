package io.prefixwatch.daemon;

import io.prefixwatch.daemon.config.BmpSettings;
import io.prefixwatch.daemon.config.DaemonConfig;
import io.prefixwatch.daemon.config.HttpSettings;
import io.prefixwatch.daemon.config.LoadedConfig;
import io.prefixwatch.daemon.config.SinkFilter;
import io.prefixwatch.daemon.config.StoreSettings;
import io.prefixwatch.daemon.delivery.Delivery;
import io.prefixwatch.daemon.delivery.StoreState;
import io.prefixwatch.daemon.delivery.sink.Sink;
import io.prefixwatch.daemon.feed.bmp.BmpStation;
import io.prefixwatch.daemon.http.HttpServer;
import io.prefixwatch.daemon.http.Parts;
import io.prefixwatch.daemon.http.Running;
import io.prefixwatch.daemon.operator.Configurations;
import io.prefixwatch.daemon.operator.ReloadOutcome;
import io.prefixwatch.daemon.operator.Silences;
import io.prefixwatch.daemon.pipeline.EngineThread;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.rpki.RpkiFeed;
import io.prefixwatch.daemon.speaker.BgpSpeaker;
import io.prefixwatch.daemon.store.Store;
import io.prefixwatch.monitor.engine.Engine;
import io.prefixwatch.monitor.event.Effect;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.index.PrefixIndex;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.rib.Watchlist;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon: builds its parts once, starts them in order, stops them in reverse.
 *
 * <p>Octets go from the {@link BgpSpeaker} through the {@link EngineThread} to the {@link
 * Delivery}. Started, reloaded and stopped by one thread at a time.
 */
public final class Application {

  private static final Logger LOG = LoggerFactory.getLogger(Application.class);

  private final EventClock clock;
  private final @Nullable Store store;
  private final Delivery delivery;
  private final EngineThread engine;
  private final BgpSpeaker speaker;
  private final @Nullable BmpStation station;
  private final RpkiFeed rpki;
  private final Silences silences;
  private final Configurations configurations;
  private final @Nullable HttpServer http;

  /** What the HTTP side shows of the configuration. */
  private volatile Running running;

  /** What there is to say of the incidents of a former process. */
  private final List<Effect> resumed;

  private DaemonConfig config;
  private Registry registry;

  /**
   * A daemon that is not started.
   *
   * @param stdout where a {@code stdout} sink writes, and alerts go if no sink is configured
   * @throws IOException if the store is in use by another process, or cannot be used
   */
  public static Application of(DaemonConfig config, OutputStream stdout) throws IOException {
    EventClock clock = new EventClock();
    StoreSettings settings = config.store();
    Store store = settings == null ? null : Store.open(settings.folder());
    try {
      Duration retention = settings == null ? Duration.ZERO : settings.retention();
      Delivery delivery =
          new Delivery(
              new Destinations(config, stdout, clock).of(config.sinks()), clock, store, retention);
      Configurations configurations = new Configurations(config, clock, store);
      DaemonConfig whole = configurations.effective();
      return new Application(
          configurations, clock, delivery, Remembered.from(store, whole, clock.now()), store);
    } catch (IOException | RuntimeException e) {
      if (store != null) {
        store.close();
      }
      throw e;
    }
  }

  /** A daemon without a store that is not started, with these sinks whatever is configured. */
  public Application(DaemonConfig config, List<Sink> sinks) {
    this(config, sinks, new EventClock());
  }

  /**
   * The same with an empty store.
   *
   * @param store closed with the daemon
   * @throws IOException if it cannot be used
   */
  public static Application of(DaemonConfig config, List<Sink> sinks, Store store)
      throws IOException {
    EventClock clock = new EventClock();
    List<Delivery.Destination> all =
        sinks.stream().map(sink -> new Delivery.Destination(sink, SinkFilter.EVERYTHING)).toList();
    Delivery delivery = new Delivery(all, clock, store, Duration.ofDays(1));
    return new Application(
        new Configurations(config, clock), clock, delivery, Remembered.NOTHING, store);
  }

  private Application(DaemonConfig config, List<Sink> sinks, EventClock clock) {
    this(
        new Configurations(config, clock),
        clock,
        new Delivery(sinks, clock),
        Remembered.NOTHING,
        null);
  }

  private Application(
      Configurations configurations,
      EventClock clock,
      Delivery delivery,
      Remembered remembered,
      @Nullable Store store) {
    this.configurations = configurations;
    this.config = configurations.effective();
    configurations.serve(new Taking());
    this.clock = clock;
    this.store = store;
    this.registry = config.registry(1);
    this.delivery = delivery;
    Engine judge = new Engine(registry);
    judge.continueNumbering(remembered.lastAlert(), remembered.lastEvent());
    judge.continueAcknowledged(remembered.acknowledged());
    judge.continueSilenced(remembered.silences(), clock.now());
    this.resumed = judge.resume(remembered.incidents(), clock.now());
    if (store != null) {
      store.links().continueWith(judge.learnedLinks());
    }
    this.engine = new EngineThread(judge, clock, delivery::accept);
    Watchlist watchlist = Watchlist.of(registry);
    this.speaker = new BgpSpeaker(config, clock, engine, watchlist);
    this.rpki = new RpkiFeed(clock, engine);
    this.silences = new Silences(clock, engine, store);
    BmpSettings bmp = config.bmp();
    this.station =
        bmp == null
            ? null
            : new BmpStation(bmp, config.speaker().parser(), clock, engine, watchlist);
    this.running = new Running(config, registry.generation(), clock.now(), true);
    HttpSettings wanted = config.http();
    this.http =
        wanted == null
            ? null
            : new HttpServer(
                wanted,
                new Parts(
                    clock,
                    speaker,
                    rpki,
                    station,
                    engine,
                    delivery,
                    store,
                    silences,
                    configurations,
                    () -> running));
  }

  /**
   * Starts everything.
   *
   * @throws IOException if an address cannot be listened on; nothing is left running then
   */
  public void start() throws IOException, InterruptedException {
    delivery.start();
    delivery.accept(resumed);
    if (store != null) {
      store.links().start();
    }
    engine.start();
    try {
      silences.start();
      for (Session session : config.expectedSessions()) {
        engine.put(new EngineEvent.SessionExpected(clock.now(), session));
      }
      rpki.start(config.rpki());
      speaker.start(config);
      if (station != null) {
        station.start();
      }
      if (http != null) {
        http.start();
      }
    } catch (IOException e) {
      stop();
      throw e;
    }
    LOG.info(
        "event=started sessions={} registered-prefixes={}",
        config.sessions().size(),
        config.prefixes().size());
  }

  /** The addresses that are listened on, with the ports the system chose. */
  public List<InetSocketAddress> listening() {
    return speaker.listening();
  }

  public BgpSpeaker speaker() {
    return speaker;
  }

  /** Where HTTP is listened on; null if it is not configured. */
  public @Nullable InetSocketAddress httpAddress() {
    return http == null ? null : http.address();
  }

  /** The HTTP side; null if it is not configured. */
  public @Nullable HttpServer http() {
    return http;
  }

  /** How long the engine has not turned, in microseconds; a second is usual. For any thread. */
  public long idleMicros() {
    return engine.idleMicros();
  }

  /** How it goes, in a line. For any thread. */
  public String summary() {
    Running now = running;
    long open = delivery.counts().open().values().stream().mapToLong(count -> count).sum();
    StoreState state = delivery.storeState();
    return now.config().sessions().size()
        + " sessions and "
        + now.config().prefixes().size()
        + " registered prefixes configured, "
        + open
        + " incidents open"
        + (state == null || state.works() ? "" : ", the store takes nothing")
        + (now.lastReloadSucceeded() ? "" : ", the last reload was refused");
  }

  /** Where {@link #reload()} reads; before the first one is asked for. */
  public void reloadingFrom(Supplier<LoadedConfig> source) {
    configurations.readFrom(source);
  }

  /** Reads the configuration again and takes what it says; with errors nothing changes. */
  public ReloadOutcome reload() throws InterruptedException {
    return configurations.reload();
  }

  /** How it takes another configuration; called one at a time. */
  private final class Taking implements Configurations.Target {

    @Override
    public long take(DaemonConfig changed) throws IOException, InterruptedException {
      replace(changed);
      return registry.generation();
    }

    @Override
    public void refused() {
      running = running.refusedAnother();
    }
  }

  /** Where monitored routers connect; null if none are configured. */
  public @Nullable BmpStation station() {
    return station;
  }

  /**
   * Takes what other files say, with what came over the API.
   *
   * @throws IOException if a key does not take; says which and why
   */
  public void reload(DaemonConfig changed) throws IOException, InterruptedException {
    configurations.replace(changed);
  }

  /**
   * Takes a new configuration: registrations and settings of judgement at once, sessions one by
   * one, only those that changed. The engine comes first, so that it knows each prefix that is
   * reported. The keys of the listening sockets come before all: if one does not take, nothing has
   * changed.
   *
   * @throws IOException if a key does not take; says which and why
   */
  private void replace(DaemonConfig changed) throws IOException, InterruptedException {
    speaker.protect(changed);
    Registry next = changed.registry(registry.generation() + 1);
    PrefixIndex added = addedPrefixes(registry, next);
    engine.put(new EngineEvent.RegistryChanged(clock.now(), next));
    for (Session session : changed.expectedSessions()) {
      if (registry.session(session.id()) == null) {
        engine.put(new EngineEvent.SessionExpected(clock.now(), session));
      }
    }
    Watchlist watchlist = Watchlist.of(next);
    speaker.reindex(watchlist, added);
    speaker.reconfigure(config, changed);
    reload(changed.bmp(), watchlist, added);
    rpki.reconfigure(changed.rpki());
    if (!changed.speaker().equals(config.speaker())) {
      LOG.warn("event=reload-incomplete reason=\"speaker settings need a restart\"");
    }
    if (!Objects.equals(changed.store(), config.store())) {
      LOG.warn("event=reload-incomplete reason=\"the store needs a restart\"");
    }
    if (!changed.sinks().equals(config.sinks())) {
      LOG.warn("event=reload-incomplete reason=\"sinks need a restart\"");
    }
    if (!Objects.equals(changed.http(), config.http())) {
      LOG.warn("event=reload-incomplete reason=\"http needs a restart\"");
    }
    config = changed;
    registry = next;
    running = new Running(changed, next.generation(), clock.now(), true);
    LOG.info(
        "event=reloaded generation={} registered-prefixes={} added={}",
        next.generation(),
        next.prefixes().size(),
        added.size());
  }

  private void reload(@Nullable BmpSettings bmp, Watchlist watchlist, PrefixIndex added) {
    if (station == null) {
      if (bmp != null) {
        LOG.warn("event=reload-incomplete reason=\"bmp needs a restart\"");
      }
      return;
    }
    station.reindex(watchlist, added);
    if (bmp == null) {
      LOG.warn("event=reload-incomplete reason=\"the BMP listener stays until a restart\"");
    }
    station.reconfigure(bmp);
  }

  private static PrefixIndex addedPrefixes(Registry before, Registry after) {
    return PrefixIndex.of(
        after.prefixes().stream()
            .map(registered -> registered.prefix())
            .filter(prefix -> before.exact(prefix) == null)
            .toList());
  }

  /** Says good-bye to every peer, judges what is under way, delivers what waits. */
  public void stop() throws InterruptedException {
    if (http != null) {
      http.stop();
    }
    speaker.stop();
    if (station != null) {
      station.stop();
    }
    rpki.stop();
    engine.stop();
    delivery.stop();
    closeStore();
    LOG.info("event=stopped");
  }

  private void closeStore() throws InterruptedException {
    if (store != null) {
      store.links().stop();
      try {
        store.close();
      } catch (IOException e) {
        LOG.error("event=store-close-failed reason=\"{}\"", e.getMessage());
      }
    }
  }
}
