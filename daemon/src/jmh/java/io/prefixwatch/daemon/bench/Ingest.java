package io.prefixwatch.daemon.bench;

import io.prefixwatch.bgp.fixture.load.UpdateStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Feeds one contender and waits until the last route is visible.
 *
 * @param seconds from the first octet offered until every peer's marker is visible
 * @param cpuSeconds user and system time of the contender's processes, until they are idle
 * @param peakMiB the most memory they have held since they were started
 * @param queuedMiB the most octets seen waiting in the kernel for the contender to read them
 */
record Ingest(double seconds, double cpuSeconds, double peakMiB, double queuedMiB) {

  private static final long GIVE_UP_NANOS = 600_000_000_000L;
  private static final long POLL_NANOS = 10_000_000;

  /** The kernel walks all its connections for this answer, on a processor that others need. */
  private static final int POLLS_PER_QUEUE_CHECK = 10;

  /** CPU seconds in half a second below which a program counts as idle. */
  private static final double IDLE = 0.02;

  /** Feeds peers 1 to {@code peers.size()} at once. */
  static Ingest run(
      Contender contender, List<SendingPeer> peers, Workload workload, Workload.Phase phase)
      throws IOException {
    return run(contender, peers, 1, workload, phase);
  }

  /** Feeds the table of peer 2 alone. */
  static Ingest second(Contender contender, SendingPeer peer, Workload workload)
      throws IOException {
    return run(contender, List.of(peer), 2, workload, Workload.Phase.TABLE);
  }

  private static Ingest run(
      Contender contender,
      List<SendingPeer> peers,
      int first,
      Workload workload,
      Workload.Phase phase)
      throws IOException {
    List<UpdateStream> streams = new ArrayList<>();
    for (int i = 0; i < peers.size(); i++) {
      streams.add(workload.stream(first + i, phase));
    }
    double cpuBefore = contender.tree().cpuSeconds();
    List<CompletableFuture<?>> sending = new ArrayList<>();
    long begin = System.nanoTime();
    for (int i = 0; i < peers.size(); i++) {
      SendingPeer peer = peers.get(i);
      UpdateStream stream = streams.get(i);
      sending.add(CompletableFuture.runAsync(() -> send(peer, stream), Threads::start));
    }
    double queued = 0;
    int polls = 0;
    for (int i = 0; i < peers.size(); ) {
      if (polls++ % POLLS_PER_QUEUE_CHECK == 0) {
        queued = Math.max(queued, ReceiveQueues.octets(contender.port()) / 1048576.0);
      }
      if (contender.shows(Workload.marker(first + i, phase))) {
        i++;
        continue;
      }
      if (!contender.isAlive() || System.nanoTime() - begin > GIVE_UP_NANOS) {
        throw new IOException("the last route never came; log: " + contender.log());
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    sending.forEach(CompletableFuture::join);
    double cpu = untilIdle(contender) - cpuBefore;
    return new Ingest(seconds, cpu, contender.tree().peakMiB(), queued);
  }

  private static void send(SendingPeer peer, UpdateStream stream) {
    try {
      peer.send(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the contender rests; the CPU seconds it had used when it began to. */
  static double untilIdle(Contender contender) {
    double before = contender.tree().cpuSeconds();
    for (int i = 0; i < 240; i++) {
      LockSupport.parkNanos(500_000_000);
      double now = contender.tree().cpuSeconds();
      if (now - before < IDLE) {
        return before;
      }
      before = now;
    }
    return before;
  }
}
