package io.prefixwatch.daemon.bench;

import io.prefixwatch.bgp.fixture.load.PeerLoad;
import io.prefixwatch.bgp.fixture.load.UpdateStream;
import io.prefixwatch.bgp.fixture.load.Withdrawals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** Goal P10: many sessions, many full tables, and the memory afterwards. */
final class ScalePart {

  /** How long incidents wait for sessions that left; a day unless it is configured. */
  private static final String UNOBSERVED = "60s";

  /** Longer than that and the quarter of an hour in which an incident may come back. */
  private static final long FORGOTTEN_NANOS = 1_020_000_000_000L;

  /** Longer than it takes until memory that is free by then is given back. */
  private static final long GIVEN_BACK_NANOS = 30_000_000_000L;

  private final Bench bench;
  private final Report report;
  private double atStart = Double.NaN;

  /** Live heap when the sessions were last up and had told nothing yet. */
  private double idle = Double.NaN;

  ScalePart(Bench bench, Report report) {
    this.bench = bench;
    this.report = report;
  }

  /**
   * Fills and empties the tables once or several times.
   *
   * @param cycles how often; from the second on, what is kept by contract (learned links) is there
   *     before the tables come, so that "x idle" shows what does not come back
   */
  void run(int sessions, int tables, int cycles) throws IOException, InterruptedException {
    report.title(sessions + " sessions, " + tables + " of them with a full table");
    report.columns(
        "state",
        "seconds since the last",
        "CPU seconds",
        "live heap MiB",
        "x start",
        "x idle",
        "resident MiB",
        "peak MiB");
    var setup = bench.setup().configured("detection: {unobserved-max: " + UNOBSERVED + "}\n");
    var folder = bench.newFolder();
    Prefixwatch ours = new Prefixwatch(setup, folder, ReceiveQueues.freePort(), sessions);
    try (Contender started = ours.start()) {
      ours.untilListening();
      try (JvmState jvm = JvmState.of(started.tree().pid())) {
        drive(started, jvm, sessions, tables, cycles);
      }
    } finally {
      Bench.delete(folder);
    }
  }

  private void drive(Contender ours, JvmState jvm, int sessions, int tables, int cycles)
      throws IOException {
    jvm.liveHeapMiB(); // what the agent itself needs is there before the first row
    long began = row("started", ours, jvm, System.nanoTime());
    List<SendingPeer> peers = connect(ours, sessions);
    began = idleRow("sessions up", ours, jvm, began);
    for (int cycle = 1; cycle <= cycles; cycle++) {
      began = fill(ours, jvm, peers.subList(0, tables), began);
      for (SendingPeer peer : peers) {
        peer.close();
      }
      Ingest.untilIdle(ours);
      LockSupport.parkNanos(GIVEN_BACK_NANOS);
      began = row("all sessions gone", ours, jvm, began);
      // Nobody can say any more that what was seen is over: its incidents wait, then end.
      LockSupport.parkNanos(FORGOTTEN_NANOS);
      began = row("their incidents over", ours, jvm, began);
      peers = connect(ours, sessions);
      began = idleRow("sessions back, idle", ours, jvm, began);
    }
    for (SendingPeer peer : peers) {
      peer.close();
    }
  }

  private static List<SendingPeer> connect(Contender ours, int sessions) throws IOException {
    List<SendingPeer> peers = new ArrayList<>();
    for (int peer = 1; peer <= sessions; peer++) {
      peers.add(SendingPeer.connect(peer, ours.port()));
    }
    return peers;
  }

  private long fill(Contender ours, JvmState jvm, List<SendingPeer> peers, long since)
      throws IOException {
    long began = since;
    for (int peer = 1; peer <= peers.size(); peer++) {
      SendingPeer sender = peers.get(peer - 1);
      new PeerLoad(bench.workload().table(), peer)
          .table((octets, length, prefixes, step) -> write(sender, octets, length));
      await(ours, PeerLoad.tableMarker(peer)); // at once, when it came in an earlier cycle
      if (peer == 1 || peer == 4 || peer % 10 == 0) {
        Ingest.untilIdle(ours);
        began = row(peer + " full tables", ours, jvm, began);
      }
    }
    UpdateStream half = Withdrawals.of(bench.workload().table(), 2);
    for (SendingPeer peer : peers) {
      peer.write(half.octets(), 0, half.length());
    }
    Ingest.untilIdle(ours);
    return row("half of each withdrawn", ours, jvm, began);
  }

  private static void write(SendingPeer peer, byte[] octets, int length) {
    try {
      peer.write(octets, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(Contender ours, String marker) throws IOException {
    while (!ours.shows(marker)) {
      if (!ours.isAlive()) {
        throw new IOException("it ended: " + ours.log());
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** The row that the next ones are compared with. */
  private long idleRow(String state, Contender ours, JvmState jvm, long since) throws IOException {
    Ingest.untilIdle(ours);
    long began = row(state, ours, jvm, since);
    idle = jvm.liveHeapMiB();
    return began;
  }

  private long row(String state, Contender ours, JvmState jvm, long since) throws IOException {
    double seconds = (System.nanoTime() - since) / 1e9;
    Bench.settle();
    ProcessTree tree = ours.tree();
    // First: to ask for the live heap is to collect, after which memory may be given back.
    double resident = tree.residentMiB();
    double live = jvm.liveHeapMiB();
    atStart = Double.isNaN(atStart) ? live : atStart;
    report.row(
        state,
        text("%.1f", seconds),
        text("%.1f", tree.cpuSeconds()),
        text("%.1f", live),
        text("%.2f", live / atStart),
        Double.isNaN(idle) ? "-" : text("%.2f", live / idle),
        text("%.0f", resident),
        text("%.0f", tree.peakMiB()));
    return System.nanoTime();
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
