package io.prefixwatch.daemon.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.delivery.KilledDaemon.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packed program is killed again and again while it alerts: what is in its store reaches a
 * moody receiver and a file, each record under its own id, those of an incident in order.
 *
 * <p>{@code -Dprefixwatch.kill.rounds} and {@code -Dprefixwatch.kill.seed} make it another test.
 */
class KilledDaemonIT {

  private static final long SEED = Long.getLong("prefixwatch.kill.seed", 9);

  /**
   * The programs are short-lived: what makes a JVM fast in the long run only makes it start late.
   */
  private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  @TempDir private Path temp;

  @Test
  void losesNothingThatIsOnTheDisk() throws Exception {
    kill(0, Integer.getInteger("prefixwatch.kill.rounds", 5), QUICK);
  }

  @Test
  @Tag("long")
  void losesNothingThatIsOnTheDiskInManyRounds() throws Exception {
    int rounds = Integer.getInteger("prefixwatch.kill.rounds", 1_000);
    List<String> quicker = withArchive();
    ExecutorService lanes = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> ends = new ArrayList<>();
      for (int lane = 0; lane < 2; lane++) {
        int number = lane;
        ends.add(
            lanes.submit(
                () -> {
                  kill(number, rounds / 2, quicker);
                  return null;
                }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    } finally {
      lanes.shutdownNow();
    }
  }

  /** With an archive of the classes that it loads, which a run that ends in order writes. */
  private List<String> withArchive() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("archive"));
    Path archive = folder.resolve("classes.jsa");
    try (MoodyReceiver receiver = new MoodyReceiver(SEED)) {
      List<String> writing = with("-XX:ArchiveClassesAtExit=" + archive);
      new KilledDaemon(folder, receiver, writing, SEED).runOnce();
    }
    assertThat(archive).exists();
    return with("-XX:SharedArchiveFile=" + archive);
  }

  private static List<String> with(String option) {
    List<String> options = new ArrayList<>(QUICK);
    options.add(option);
    return options;
  }

  private void kill(int lane, int rounds, List<String> jvmOptions) throws Exception {
    Path folder = Files.createDirectory(temp.resolve("lane-" + lane));
    try (MoodyReceiver receiver = new MoodyReceiver(SEED + lane)) {
      KilledDaemon daemon = new KilledDaemon(folder, receiver, jvmOptions, SEED + lane);
      long begin = System.nanoTime();
      daemon.kill(rounds);
      long killed = System.nanoTime();
      List<Row> rows = daemon.deliver();
      check(rows, rounds, receiver);
      assertThat(digests(daemon.logged())).containsAll(rows.stream().map(Row::digest).toList());
      System.out.printf(
          "%d kills in %d s, %d alerts on the disk, all received %d s later, %d more than once%n",
          rounds,
          (killed - begin) / 1_000_000_000,
          rows.size(),
          (System.nanoTime() - killed) / 1_000_000_000,
          receiver.repeated());
    }
  }

  private static Set<String> digests(List<String> lines) {
    Set<String> digests = new HashSet<>();
    lines.forEach(line -> digests.add(Digest.of(line)));
    return digests;
  }

  private static void check(List<Row> rows, int rounds, MoodyReceiver receiver) {
    Map<String, String> received = receiver.received();
    Map<String, String> onDisk = new HashMap<>();
    rows.forEach(row -> onDisk.put(row.id(), row.digest()));
    assertThat(rows).as("every round alerts").hasSizeGreaterThan(rounds);
    assertThat(onDisk).as("each has its own id").hasSameSizeAs(rows);
    assertThat(rows.stream().mapToLong(Row::sequence).toArray())
        .as("none is missing between them")
        .isEqualTo(LongStream.rangeClosed(1, rows.size()).toArray());
    assertThat(receiver.changed()).as("repeats that differ").isEmpty();
    assertThat(received.equals(onDisk)).as("told is what is on the disk, and all of it").isTrue();
    assertThat(byIncident(received.keySet(), rows).equals(byIncident(onDiskOrder(rows), rows)))
        .as("records of an incident come in their order")
        .isTrue();
  }

  private static List<String> onDiskOrder(List<Row> rows) {
    return rows.stream().map(Row::id).toList();
  }

  private static Map<String, List<String>> byIncident(Iterable<String> ids, List<Row> rows) {
    Map<String, String> incidentOf = new HashMap<>();
    rows.forEach(row -> incidentOf.put(row.id(), row.incident()));
    Map<String, List<String>> incidents = new HashMap<>();
    ids.forEach(
        id -> incidents.computeIfAbsent(incidentOf.get(id), i -> new ArrayList<>()).add(id));
    return incidents;
  }
}
