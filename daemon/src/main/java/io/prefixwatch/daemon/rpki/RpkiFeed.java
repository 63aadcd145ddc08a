package io.prefixwatch.daemon.rpki;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.prefixwatch.daemon.config.RpkiSettings;
import io.prefixwatch.daemon.config.RpkiSettings.Cache;
import io.prefixwatch.daemon.config.RpkiSettings.LoadedFile;
import io.prefixwatch.daemon.config.problem.Position;
import io.prefixwatch.daemon.config.problem.Problems;
import io.prefixwatch.daemon.config.problem.Severity;
import io.prefixwatch.daemon.pipeline.EngineThread;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.rpki.file.RpkiFile;
import io.prefixwatch.monitor.event.EngineEvent;
import io.prefixwatch.monitor.rpki.AnchorGuard;
import io.prefixwatch.monitor.rpki.RpkiChange;
import io.prefixwatch.monitor.rpki.RpkiData;
import io.prefixwatch.monitor.rpki.Slurm;
import io.prefixwatch.monitor.rpki.SourceData;
import io.prefixwatch.monitor.rpki.SourceUnion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All sources of the RPKI: watches files, runs RTR caches, guards trust anchors, and tells the
 * engine what all fresh sources say together. Of the caches the best preferred one that has data
 * counts. Its state is owned by its own thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // tasks log their own failures
public final class RpkiFeed implements RtrCache.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(RpkiFeed.class);

  /** How long a cache may be out of reach, or a new one take, before somebody is told. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final long POLL_MILLIS = 1000;

  /** Of one file, so many problems are printed; the rest is counted. */
  private static final int MOST_PROBLEMS = 10;

  private final EventClock clock;
  private final EngineThread engine;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "rpki"));
  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Map<String, SourceData> believed = new HashMap<>();
  private final Map<String, FileTime> written = new HashMap<>();
  private final Map<String, Staleness> stale = new HashMap<>();
  private final Map<String, Instant> lostAt = new HashMap<>();
  private final Map<String, Set<String>> held = new HashMap<>();
  private final Map<Cache, RtrCache> running = new LinkedHashMap<>();
  private @Nullable RpkiSettings settings;
  private Slurm slurm = Slurm.NONE;
  private RpkiData published = RpkiData.NONE;
  private boolean changed;
  private final Map<String, Instant> updatedAt = new HashMap<>();
  private volatile RpkiStatus status = RpkiStatus.NONE;

  public RpkiFeed(EventClock clock, EngineThread engine) {
    this.clock = clock;
    this.engine = engine;
  }

  /** Takes what the configuration found in files, and connects to caches. */
  public void start(@Nullable RpkiSettings initial) {
    thread.execute(() -> guarded(() -> take(initial)));
    thread.scheduleWithFixedDelay(
        () -> guarded(this::poll), POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** How it is now; a second old at most. For any thread. */
  public RpkiStatus status() {
    return status;
  }

  private void noteStatus() {
    List<RpkiStatus.CacheStatus> caches = new ArrayList<>();
    for (Cache cache : running.keySet()) {
      String name = cache.name();
      boolean inStep = believed.containsKey(name) && !lostAt.containsKey(name);
      caches.add(new RpkiStatus.CacheStatus(name, inStep, updatedAt.get(name)));
    }
    status =
        new RpkiStatus(
            published.knownVrps().size(false),
            published.knownVrps().size(true),
            published.knownAspas().size(),
            caches);
  }

  /** Takes new settings, and what their files say now, also of an anchor that was held. */
  public void reconfigure(@Nullable RpkiSettings after) {
    thread.execute(() -> guarded(() -> take(after)));
  }

  /** Ends everything. */
  public void stop() throws InterruptedException {
    thread.execute(() -> running.values().forEach(RtrCache::stop));
    thread.shutdown();
    thread.awaitTermination(5, TimeUnit.SECONDS);
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private void guarded(Task task) {
    try {
      task.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) {
      LOG.error("event=rpki-bug", bug);
    }
  }

  /** What this thread does. */
  @FunctionalInterface
  private interface Task {
    void run() throws InterruptedException;
  }

  private void take(@Nullable RpkiSettings after) throws InterruptedException {
    settings = after;
    slurm = after == null ? Slurm.NONE : after.slurm();
    Set<String> sources = new HashSet<>();
    for (LoadedFile file : after == null ? List.<LoadedFile>of() : after.files()) {
      String name = file.path().toString();
      sources.add(name);
      SourceData data = file.data();
      if (data != null) {
        believed.put(name, data);
        noteWritten(file.path());
      }
      release(name);
    }
    for (Path path : after == null ? List.<Path>of() : after.slurmFiles()) {
      noteWritten(path);
    }
    runCaches(after == null ? List.of() : after.caches(), sources);
    for (String gone : new ArrayList<>(believed.keySet())) {
      if (!sources.contains(gone)) {
        believed.remove(gone);
      }
    }
    for (String gone : new ArrayList<>(stale.keySet())) {
      if (!sources.contains(gone)) {
        fresh(gone);
      }
    }
    changed = true;
    poll();
  }

  private void runCaches(List<Cache> caches, Set<String> sources) {
    for (Cache gone : new ArrayList<>(running.keySet())) {
      if (!caches.contains(gone)) {
        RtrCache stopped = running.remove(gone);
        lostAt.remove(gone.name());
        if (stopped != null) {
          stopped.stop();
        }
      }
    }
    for (Cache cache : caches) {
      sources.add(cache.name());
      if (!running.containsKey(cache)) {
        lostAt.put(cache.name(), clock.now());
        RtrCache started = new RtrCache(cache, loops.next(), this);
        running.put(cache, started);
        started.start();
      }
    }
  }

  // Files.

  private void poll() throws InterruptedException {
    RpkiSettings current = settings;
    if (current != null) {
      for (LoadedFile file : current.files()) {
        pollFile(file.path(), current.staleAfter());
      }
      pollSlurm(current);
    }
    for (Map.Entry<String, Instant> lost : new ArrayList<>(lostAt.entrySet())) {
      if (!lost.getValue().plus(PATIENCE).isAfter(clock.now())) {
        stale(lost.getKey(), Staleness.OUT_OF_STEP, "not in step since " + lost.getValue());
      }
    }
    publish();
    noteStatus();
  }

  private @Nullable FileTime lastWritten(Path path) {
    try {
      return Files.getLastModifiedTime(path);
    } catch (IOException e) {
      return null;
    }
  }

  private void noteWritten(Path path) {
    FileTime time = lastWritten(path);
    if (time != null) {
      written.put(path.toString(), time);
    }
  }

  private void pollFile(Path path, Duration staleAfter) throws InterruptedException {
    String name = path.toString();
    FileTime time = lastWritten(path);
    if (time == null) {
      if (believed.containsKey(name)) {
        stale(name, Staleness.GONE, "the file is gone; what it said still counts");
      } else {
        stale(name, Staleness.NOT_THERE, "the file is not there yet");
      }
      return;
    }
    if (!time.equals(written.put(name, time))) {
      Problems problems = new Problems(false);
      SourceData offered = RpkiFile.read(path, Position.startOf(name), problems);
      print(problems, name);
      if (offered == null) {
        stale(
            name,
            Staleness.UNREADABLE,
            "the file cannot be read" + first(problems) + "; what it said before still counts");
        return;
      }
      accept(name, offered);
      fresh(name);
    }
    if (time.toInstant().plus(staleAfter).isBefore(clock.now())) {
      stale(name, Staleness.OLD, "not written since " + time.toInstant());
    } else if (believed.containsKey(name) && mayRecover(stale.get(name))) {
      fresh(name);
    }
  }

  /** A file that is there, as it was believed, is fresh again; a wrong one has to change. */
  private static boolean mayRecover(@Nullable Staleness why) {
    return why == Staleness.OLD || why == Staleness.GONE;
  }

  /** Where a file is wrong: the first of its problems, and how many there are. */
  private static void print(Problems problems, String file) {
    problems.sorted().stream()
        .limit(MOST_PROBLEMS)
        .forEach(problem -> LOG.warn("event=rpki-problem problem=\"{}\"", problem.toLine()));
    long more = problems.errorCount() + problems.warningCount() - MOST_PROBLEMS;
    if (more > 0) {
      LOG.warn("event=rpki-problems file={} not-shown={}", file, more);
    }
  }

  private static String first(Problems problems) {
    return problems.sorted().stream()
        .filter(problem -> problem.severity() == Severity.ERROR)
        .map(problem -> " (" + problem.toLine() + ")")
        .findFirst()
        .orElse("");
  }

  /** A SLURM file that is wrong now changes nothing. */
  private void pollSlurm(RpkiSettings current) {
    boolean again = false;
    for (Path path : current.slurmFiles()) {
      FileTime time = lastWritten(path);
      again |= time != null && !time.equals(written.put(path.toString(), time));
    }
    if (!again) {
      return;
    }
    Slurm all = Slurm.NONE;
    for (Path path : current.slurmFiles()) {
      Problems problems = new Problems(false);
      Slurm one = RpkiFile.readSlurm(path, Position.startOf(path.toString()), problems);
      print(problems, path.toString());
      if (one == null) {
        LOG.error("event=slurm-refused file={}", path);
        return;
      }
      all = all.and(one);
    }
    slurm = all;
    changed = true;
  }

  // Sources.

  private void accept(String source, SourceData offered) throws InterruptedException {
    SourceData before = believed.get(source);
    if (before == null) {
      believed.put(source, offered);
      changed = true;
      return;
    }
    AnchorGuard.Outcome outcome = AnchorGuard.judge(before.anchors(), offered.anchors());
    believed.put(source, offered.withAnchors(outcome.anchors()));
    changed = true;
    Set<String> losses = new HashSet<>();
    for (AnchorGuard.Loss loss : outcome.losses()) {
      losses.add(loss.anchor());
      LOG.error("event=anchor-held source={} anchor={}", source, loss.anchor());
      engine.put(new EngineEvent.RpkiAnchorJudged(clock.now(), source, loss.anchor(), loss));
    }
    Set<String> old = held.getOrDefault(source, Set.of());
    held.put(source, losses);
    for (String anchor : old) {
      if (!losses.contains(anchor)) {
        engine.put(new EngineEvent.RpkiAnchorJudged(clock.now(), source, anchor, null));
      }
    }
  }

  /** A reload is the operator's word that what is there now is right. */
  private void release(String source) throws InterruptedException {
    Set<String> anchors = held.remove(source);
    for (String anchor : anchors == null ? Set.<String>of() : anchors) {
      engine.put(new EngineEvent.RpkiAnchorJudged(clock.now(), source, anchor, null));
    }
  }

  private void stale(String source, Staleness why, String detail) throws InterruptedException {
    Staleness before = stale.get(source);
    if (before == null || why.isNewsBehind(before)) {
      stale.put(source, why);
      LOG.warn("event=rpki-stale source={} reason=\"{}\"", source, detail);
      engine.put(new EngineEvent.RpkiSourceJudged(clock.now(), source, true, detail));
    }
  }

  private void fresh(String source) throws InterruptedException {
    if (stale.remove(source) != null) {
      engine.put(new EngineEvent.RpkiSourceJudged(clock.now(), source, false, ""));
    }
  }

  @Override
  public void committed(Cache cache, SourceData data) {
    thread.execute(
        () ->
            guarded(
                () -> {
                  if (running.containsKey(cache)) {
                    lostAt.remove(cache.name());
                    updatedAt.put(cache.name(), clock.now());
                    fresh(cache.name());
                    accept(cache.name(), data);
                    publish();
                  }
                }));
  }

  @Override
  public void flushed(Cache cache, String reason) {
    thread.execute(
        () ->
            guarded(
                () -> {
                  if (running.containsKey(cache)) {
                    believed.remove(cache.name());
                    stale(cache.name(), Staleness.FLUSHED, reason);
                    changed = true;
                    publish();
                  }
                }));
  }

  @Override
  public void lost(Cache cache, String reason) {
    thread.execute(
        () -> {
          if (running.containsKey(cache)) {
            lostAt.putIfAbsent(cache.name(), clock.now());
          }
        });
  }

  // What all say together.

  private void publish() throws InterruptedException {
    RpkiSettings current = settings;
    if (!changed) {
      return;
    }
    changed = false;
    List<SourceData> fresh = new ArrayList<>();
    for (LoadedFile file : current == null ? List.<LoadedFile>of() : current.files()) {
      SourceData data = believed.get(file.path().toString());
      if (data != null) {
        fresh.add(data);
      }
    }
    Cache best = null;
    for (Cache cache : running.keySet()) {
      boolean better = best == null || cache.preference() < best.preference();
      if (believed.containsKey(cache.name()) && better) {
        best = cache;
      }
    }
    SourceData preferred = best == null ? null : believed.get(best.name());
    if (preferred != null) {
      fresh.add(preferred);
    }
    RpkiData data = SourceUnion.of(fresh, slurm);
    RpkiChange change = RpkiChange.between(published, data);
    published = data;
    engine.put(new EngineEvent.RpkiChanged(clock.now(), change));
    LOG.info(
        "event=rpki-changed vrps={} aspas={} added={} removed={}",
        data.knownVrps().size(),
        data.knownAspas().size(),
        change.vrps().added().size(),
        change.vrps().removed().size());
  }
}
