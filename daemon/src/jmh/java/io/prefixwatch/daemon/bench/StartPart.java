package io.prefixwatch.daemon.bench;

import java.io.IOException;

/** Goal P11: from starting the launcher until a connection is taken. */
final class StartPart {

  private static final int RUNS_EACH = 5;

  private final Bench bench;
  private final Report report;

  StartPart(Bench bench, Report report) {
    this.bench = bench;
    this.report = report;
  }

  void run() throws IOException {
    report.title("Start to listening");
    report.columns("registered prefixes", "seconds", "CPU seconds", "resident MiB");
    for (int registered : new int[] {10, 10_000}) {
      Series seconds = new Series();
      Series cpu = new Series();
      Series resident = new Series();
      for (int run = 0; run < RUNS_EACH * bench.runs(); run++) {
        var folder = bench.newFolder();
        Prefixwatch ours =
            new Prefixwatch(
                bench.setup().registering(registered), folder, ReceiveQueues.freePort(), 1);
        try (Contender started = ours.start()) {
          seconds.add(ours.untilListening());
          cpu.add(started.tree().cpuSeconds());
          Bench.settle();
          resident.add(started.tree().residentMiB());
        } finally {
          Bench.delete(folder);
        }
      }
      report.row(Integer.toString(registered), seconds.text(2), cpu.text(2), resident.text(0));
    }
  }
}
