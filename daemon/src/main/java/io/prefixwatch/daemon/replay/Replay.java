package io.prefixwatch.daemon.replay;

import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.message.Notification;
import io.prefixwatch.bgp.message.RouteRefresh;
import io.prefixwatch.bgp.mrt.MrtFault;
import io.prefixwatch.bgp.mrt.MrtHandler;
import io.prefixwatch.bgp.mrt.PeerState;
import io.prefixwatch.bgp.mrt.RecordedMessage;
import io.prefixwatch.bgp.mrt.RecordedRibEntry;
import io.prefixwatch.bgp.mrt.RecordedStateChange;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.update.NlriCursor;
import io.prefixwatch.bgp.update.ParserPolicy;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.bgp.update.UpdateScan;
import io.prefixwatch.daemon.feed.mrt.RecordedFaults;
import io.prefixwatch.daemon.json.AlertJson;
import io.prefixwatch.daemon.json.EventJson;
import io.prefixwatch.daemon.json.JsonLines;
import io.prefixwatch.daemon.json.VerdictJson;
import io.prefixwatch.daemon.pipeline.TableSecret;
import io.prefixwatch.monitor.engine.Engine;
import io.prefixwatch.monitor.event.Effect;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.incident.Alert;
import io.prefixwatch.monitor.registry.Registry;
import io.prefixwatch.monitor.registry.SessionKind;
import io.prefixwatch.monitor.rib.RouteTable;
import io.prefixwatch.monitor.rib.Watchlist;
import io.prefixwatch.monitor.rpki.RpkiChange;
import io.prefixwatch.monitor.rpki.RpkiData;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;

/**
 * Feeds recordings to the engine, record by record. The clock is the largest time seen and never
 * goes back; timers fire as records pass them. Not for sharing between threads.
 */
public final class Replay implements MrtHandler {

  private final Engine engine;
  private final RouteTable table;
  private final ReplayedSessions sessions;
  private final JsonLines lines;
  private final boolean events;
  private final Consumer<MrtFault> complaints;
  private final UpdateScan scan = new UpdateScan();
  private final ReplayTotals totals = new ReplayTotals();

  /** The contexts of recordings, under the operator's policy. */
  private final IdentityHashMap<ScanContext, ScanContext> contexts = new IdentityHashMap<>();

  private ParserPolicy policy = ParserPolicy.DEFAULT;
  private long clock = Long.MIN_VALUE;
  private boolean inDump;
  private Consumer<Alert> alerts = alert -> {};
  private RpkiData rpki = RpkiData.NONE;

  /**
   * A replay that has seen nothing.
   *
   * @param unknownKind what a peer that is not configured counts as
   * @param lines takes the records
   * @param events whether event records are wanted beside alerts
   * @param complaints gets what could not be read inside whole records
   */
  public Replay(
      Registry registry,
      SessionKind unknownKind,
      JsonLines lines,
      boolean events,
      Consumer<MrtFault> complaints) {
    this.engine = new Engine(registry);
    this.table = new RouteTable(Watchlist.of(registry), TableSecret.ofThisProcess());
    this.sessions = new ReplayedSessions(registry, unknownKind, table, this::apply);
    this.lines = lines;
    this.events = events;
    this.complaints = complaints;
  }

  /** Validates by this, from the first record on, whatever time it has. */
  public Replay validatingBy(RpkiData data) {
    rpki = data;
    return this;
  }

  /** Tells why each route that touches a registered prefix was judged as it was, in order. */
  public Replay explainingVerdicts() {
    engine.explainVerdicts();
    return this;
  }

  /** Tells the alerts as values, too. */
  public Replay tellingAlertsTo(Consumer<Alert> reader) {
    alerts = reader;
    return this;
  }

  /** Judges UPDATEs as the operator's settings say, as on a live session. */
  public Replay under(ParserPolicy settings) {
    policy = settings;
    return this;
  }

  private ScanContext context(ScanContext recorded) {
    return policy.equals(ParserPolicy.DEFAULT)
        ? recorded
        : contexts.computeIfAbsent(recorded, plain -> plain.withPolicy(policy));
  }

  // Time.

  /** Moves the clock to a record's time, unless that has passed, and lets timers fire. */
  private void advance(long micros) {
    if (micros <= clock) {
      return;
    }
    boolean first = clock == Long.MIN_VALUE;
    clock = micros;
    Instant now = now();
    if (first && !rpki.equals(RpkiData.NONE)) {
      apply(new EngineEvent.RpkiChanged(now, RpkiChange.between(RpkiData.NONE, rpki)));
    }
    fireTimers();
  }

  private void fireTimers() {
    Instant now = now();
    while (true) {
      Instant sync = table.nextDue();
      Instant timer = engine.nextTimer();
      boolean syncDue = sync != null && !sync.isAfter(now);
      boolean timerDue = timer != null && !timer.isAfter(now);
      if (sync != null && syncDue && (timer == null || !timer.isBefore(sync))) {
        table.advance(sync);
      } else if (timer != null && timerDue) {
        apply(new EngineEvent.Tick(timer));
      } else {
        return;
      }
    }
  }

  private Instant now() {
    return instant(clock);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private void apply(EngineEvent event) {
    for (Effect effect : engine.apply(event)) {
      if (effect instanceof Effect.AlertRaised raised) {
        totals.alerts++;
        alerts.accept(raised.alert());
        AlertJson.write(lines.writer(), raised.alert());
        lines.lineEnded();
      } else if (effect instanceof Effect.RouteJudged judged) {
        VerdictJson.write(lines.writer(), judged.verdict());
        lines.lineEnded();
      } else if (events && effect instanceof Effect.EventRaised raised) {
        EventJson.write(lines.writer(), raised.event());
        lines.lineEnded();
      }
    }
  }

  // Records.

  @Override
  public void message(RecordedMessage message) {
    endDump();
    advance(message.time());
    if (message.local()) {
      return; // what the collector sent itself shows nothing but the time
    }
    totals.messages++;
    ReplayedSession session = sessions.of(message.peer());
    long micros = session.heard(message.time());
    Instant at = instant(micros);
    switch (message.type()) {
      case UPDATE -> update(session, message, micros);
      case KEEPALIVE -> session.keptAlive(at);
      case NOTIFICATION ->
          session.notified(Notification.decode(message.buffer(), message.from(), message.length()));
      case OPEN -> {}
      case ROUTE_REFRESH -> refresh(session, message, at);
    }
  }

  private void update(ReplayedSession session, RecordedMessage message, long micros) {
    Instant at = instant(micros);
    Disposition outcome =
        scan.scan(message.buffer(), message.from(), message.length(), context(message.context()));
    session.ensureUp(at);
    if (outcome.isAtLeast(Disposition.FAMILY_DISABLE)) {
      totals.skipped++;
      complaints.accept(RecordedFaults.of(message, scan));
      session.intake().fatalUpdate(scan, micros, null);
      return;
    }
    if (message.addPath()) {
      session.useAddPath();
    }
    count(outcome);
    session.intake().update(scan, micros);
    Family endOfRib = scan.endOfRib();
    if (endOfRib != null) {
      session.intake().endOfRib(endOfRib, at);
    }
  }

  /** A recorded BoRR or EoRR delimits a refresh as it did live (RFC 7313). */
  private void refresh(ReplayedSession session, RecordedMessage message, Instant at) {
    if (message.length() == RouteRefresh.LENGTH) {
      RouteRefresh marker = RouteRefresh.decode(message.buffer(), message.from());
      if (marker.subtype() == RouteRefresh.BEGIN) {
        session.intake().beginRefresh(marker.family(), false, at);
      } else if (marker.subtype() == RouteRefresh.END) {
        session.intake().endRefresh(marker.family(), at);
      }
    }
  }

  /** Counts what {@code dump} prints: a prefix withdrawn and announced at once is announced. */
  private void count(Disposition outcome) {
    totals.withdrawals +=
        withdrawnOnly(scan.withdrawnPlain()) + withdrawnOnly(scan.withdrawnMultiprotocol());
    long announced = size(scan.announcedPlain()) + size(scan.announcedMultiprotocol());
    if (outcome == Disposition.WITHDRAW) {
      totals.withdrawals += announced;
    } else {
      totals.announcements += announced;
    }
  }

  private long withdrawnOnly(NlriCursor cursor) {
    if (!scan.announcesRoutes()) {
      return size(cursor);
    }
    long count = 0;
    while (cursor.next()) {
      boolean announced =
          scan.announces(cursor.ipv6(), cursor.hi(), cursor.lo(), cursor.length(), cursor.pathId());
      count += announced ? 0 : 1;
    }
    return count;
  }

  private static long size(NlriCursor cursor) {
    long count = 0;
    while (cursor.next()) {
      count++;
    }
    return count;
  }

  @Override
  public void ribEntry(RecordedRibEntry entry) {
    advance(entry.time());
    inDump = true;
    Disposition outcome =
        scan.scanRibEntry(
            entry.buffer(),
            entry.attributesFrom(),
            entry.attributesLength(),
            context(entry.context()),
            entry.ipv6());
    if (outcome.isAtLeast(Disposition.FAMILY_DISABLE)) {
      totals.skipped++;
      complaints.accept(RecordedFaults.of(entry, scan));
      return;
    }
    ReplayedSession session = sessions.of(entry.peer());
    long micros = session.heard(entry.time());
    session.ensureUp(instant(micros));
    session.dumped(entry.ipv6());
    if (entry.pathId() >= 0) {
      session.useAddPath();
    }
    if (outcome == Disposition.WITHDRAW) {
      totals.withdrawals++;
    } else {
      totals.announcements++;
    }
    session.intake().ribEntry(scan, entry.toPrefix(), entry.pathId(), micros);
  }

  /** What follows a table dump shows that it is over. */
  private void endDump() {
    if (inDump) {
      inDump = false;
      sessions.all().forEach(session -> session.dumpOver(now()));
    }
  }

  @Override
  public void stateChange(RecordedStateChange change) {
    endDump();
    advance(change.time());
    ReplayedSession session = sessions.of(change.peer());
    Instant at = instant(session.heard(change.time()));
    if (change.newState() == PeerState.ESTABLISHED) {
      session.established(at);
    } else {
      session.lost(at);
    }
  }

  @Override
  public void malformed(MrtFault fault) {
    totals.skipped++;
    complaints.accept(fault);
  }

  @Override
  public void unsupported(int type, int subtype) {
    totals.skipped++;
  }

  /** A file is over; a table dump ends with it. */
  public void fileOver() {
    endDump();
  }

  /**
   * The input is over. The clock stops here unless it is let run on.
   *
   * @param drain how much further
   */
  public ReplayTotals finish(Duration drain) {
    endDump();
    if (clock != Long.MIN_VALUE) {
      advance(clock + drain.toNanos() / 1_000);
      fireTimers(); // those of the last instant
    }
    totals.openIncidents = engine.openIncidents();
    lines.flush();
    return totals;
  }

  /** For a progress line: alerts so far, open incidents. */
  public List<Long> progress() {
    return List.of(totals.alerts, (long) engine.openIncidents());
  }
}
