package io.prefixwatch.monitor.bench;

import io.prefixwatch.bgp.fixture.load.GeneratedTable;
import io.prefixwatch.bgp.fixture.load.GeneratedTable.Registered;
import io.prefixwatch.bgp.fixture.load.PeerLoad;
import io.prefixwatch.bgp.fixture.load.UpdateStream;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.monitor.engine.Engine;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.event.EngineEvent.RouteAnnounced;
import io.prefixwatch.monitor.registry.AsnSet;
import io.prefixwatch.monitor.registry.CollectorSession;
import io.prefixwatch.monitor.registry.DetectionSettings;
import io.prefixwatch.monitor.registry.RegisteredPrefix;
import io.prefixwatch.monitor.registry.Registration;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.Session;
import io.prefixwatch.monitor.registry.Speaker;
import io.prefixwatch.monitor.rib.RouteTable;
import io.prefixwatch.monitor.rib.SessionIntake;
import io.prefixwatch.monitor.rib.Watchlist;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Routes that touch a registered prefix, through the engine: 10,000 registered and held, some with
 * more specifics of another origin inside. An operation is one route whose path changes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 3, jvmArgsAppend = "-Xmx2g")
public class EngineBenchmark {

  private static final int REGISTERED = 10_000;
  private static final Session SESSION = CollectorSession.of(1);

  /** The hits of one peer's table, then those of another's, all on one session. */
  private final List<RouteAnnounced> hits = new ArrayList<>();

  private Engine engine = new Engine(registry(List.of()));
  private Instant now = Feed.NOON;
  private int next;

  /** Makes the events, and an engine that has seen them all. */
  @Setup(Level.Trial)
  public void generate() {
    GeneratedTable generated = GeneratedTable.full();
    Registry registry = registry(generated.registered(REGISTERED));
    RouteTable table = new RouteTable(Watchlist.of(registry.index()), 1);
    SessionIntake intake =
        table.open(
            SESSION,
            event -> {
              if (event instanceof RouteAnnounced announced) {
                hits.add(announced);
              }
            });
    Feed.up(intake);
    Feed feed = new Feed();
    feed.play(UpdateStream.table(new PeerLoad(generated, 1)), intake);
    feed.play(UpdateStream.table(new PeerLoad(generated, 2)), intake);
    engine = new Engine(registry);
    engine.apply(
        new EngineEvent.SessionUp(now, SESSION, Set.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST)));
    hits.forEach(hit -> changePath());
  }

  private static Registry registry(List<Registered> routes) {
    Registration customer = new Registration("customer", "Customer", null, null, null, null, null);
    List<RegisteredPrefix> prefixes = new ArrayList<>();
    for (Registered route : routes) {
      AsnSet origin = AsnSet.of(route.origin());
      int length = route.prefix().length();
      prefixes.add(new RegisteredPrefix(route.prefix(), customer, origin, length, null, true));
    }
    return Registry.of(
        1,
        new Speaker(64_500, RouterId.parse("192.0.2.1"), List.of()),
        List.of(SESSION),
        prefixes,
        DetectionSettings.DEFAULT);
  }

  /** A held route comes over another path, a tenth of a millisecond after the one before. */
  @Benchmark
  public Object changePath() {
    RouteAnnounced hit = hits.get(next);
    next = next + 1 == hits.size() ? 0 : next + 1;
    now = now.plusNanos(100_000);
    return engine.apply(
        new RouteAnnounced(now, hit.session(), hit.prefix(), hit.pathId(), hit.attributes()));
  }
}
