package io.prefixwatch.daemon.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What all parts of a sitting share.
 *
 * @param workload the generated world
 * @param setup how we are started
 * @param runs how often everything is repeated
 * @param scratch a folder for the programs' folders
 */
record Bench(Workload workload, Prefixwatch.Setup setup, int runs, Path scratch) {

  /** Makes a contender that is not started. */
  @FunctionalInterface
  interface Maker {
    Contender make(Path folder, int port, int peers);
  }

  /** Uses a contender with its sessions. */
  @FunctionalInterface
  interface Use {
    void use(Contender contender, List<SendingPeer> peers) throws IOException, InterruptedException;
  }

  Maker ourselves() {
    return ourselves(setup);
  }

  static Maker ourselves(Prefixwatch.Setup changed) {
    return (folder, port, peers) -> new Prefixwatch(changed, folder, port, peers);
  }

  /** A folder for one run of one program. */
  Path newFolder() throws IOException {
    return Files.createTempDirectory(scratch, "run-");
  }

  /** Starts a contender, brings its sessions up, uses it, stops everything. */
  void with(Maker maker, int peers, Use use) throws IOException, InterruptedException {
    Path folder = newFolder();
    List<SendingPeer> sessions = new ArrayList<>();
    try (Contender contender = maker.make(folder, ReceiveQueues.freePort(), peers).start()) {
      for (int peer = 1; peer <= peers; peer++) {
        sessions.add(SendingPeer.connect(peer, contender.port()));
      }
      settle();
      use.use(contender, sessions);
    } finally {
      for (SendingPeer session : sessions) {
        session.close();
      }
      delete(folder);
    }
  }

  /** Lets the machine come to rest. */
  static void settle() {
    LockSupport.parkNanos(1_000_000_000);
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.deleteIfExists(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
