package io.prefixwatch.daemon.bench;

import io.prefixwatch.bgp.fixture.load.PeerLoad;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** Goal P10: many sessions, many full tables, and the memory afterwards. */
final class ScalePart {

  private final Bench bench;
  private final Report report;

  ScalePart(Bench bench, Report report) {
    this.bench = bench;
    this.report = report;
  }

  void run(int sessions, int tables) throws IOException, InterruptedException {
    report.title(sessions + " sessions, " + tables + " of them with a full table");
    report.columns("state", "seconds since the last", "CPU seconds", "resident MiB", "peak MiB");
    var folder = bench.newFolder();
    Prefixwatch ours = new Prefixwatch(bench.setup(), folder, ReceiveQueues.freePort(), sessions);
    try (Contender started = ours.start()) {
      ours.untilListening();
      drive(started, sessions, tables);
    } finally {
      Bench.delete(folder);
    }
  }

  private void drive(Contender ours, int sessions, int tables) throws IOException {
    long began = System.nanoTime();
    List<SendingPeer> peers = new ArrayList<>();
    for (int peer = 1; peer <= sessions; peer++) {
      peers.add(SendingPeer.connect(peer, ours.port()));
    }
    began = row("sessions up", ours, began);
    for (int peer = 1; peer <= tables; peer++) {
      SendingPeer sender = peers.get(peer - 1);
      new PeerLoad(bench.workload().table(), peer)
          .table((octets, length, prefixes, step) -> write(sender, octets, length));
      await(ours, PeerLoad.tableMarker(peer));
      if (peer == 1 || peer == 4 || peer % 10 == 0) {
        began = row(peer + " full tables", ours, began);
      }
    }
    for (SendingPeer peer : peers) {
      peer.close();
    }
    Bench.settle();
    row("all sessions gone", ours, began);
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

  private long row(String state, Contender ours, long since) {
    double seconds = (System.nanoTime() - since) / 1e9;
    Bench.settle();
    ProcessTree tree = ours.tree();
    report.row(
        state,
        String.format(Locale.ROOT, "%.1f", seconds),
        String.format(Locale.ROOT, "%.1f", tree.cpuSeconds()),
        String.format(Locale.ROOT, "%.0f", tree.residentMiB()),
        String.format(Locale.ROOT, "%.0f", tree.peakMiB()));
    return System.nanoTime();
  }
}
