package io.prefixwatch.daemon.bench;

import io.prefixwatch.daemon.bench.Workload.Phase;
import java.io.IOException;
import java.util.List;

/** Goals P9 and P15: many registered prefixes. */
final class RegisteredPart {

  private final Bench bench;
  private final Report report;

  RegisteredPart(Bench bench, Report report) {
    this.bench = bench;
    this.report = report;
  }

  void run() throws IOException, InterruptedException {
    report.title("Registered prefixes: load, index, table, churn (1 peer)");
    report.columns(
        "registered",
        "listening after s",
        "full table s",
        "together s",
        "churn s",
        "CPU seconds",
        "peak MiB");
    for (int registered : new int[] {1000, 100_000, 1_000_000}) {
      Series listening = new Series();
      Series table = new Series();
      Series together = new Series();
      Series churn = new Series();
      Series cpu = new Series();
      Series peak = new Series();
      for (int run = 1; run <= bench.runs(); run++) {
        Report.progress(registered + " registered prefixes, run " + run);
        var folder = bench.newFolder();
        Prefixwatch ours =
            new Prefixwatch(
                bench.setup().registering(registered), folder, ReceiveQueues.freePort(), 1);
        try (Contender started = ours.start()) {
          double start = ours.untilListening();
          try (SendingPeer peer = SendingPeer.connect(1, ours.port())) {
            var one = List.of(peer);
            Ingest full = Ingest.run(started, one, bench.workload(), Phase.TABLE);
            listening.add(start);
            table.add(full.seconds());
            together.add(start + full.seconds());
            Ingest changes = Ingest.run(started, one, bench.workload(), Phase.CHURN);
            churn.add(changes.seconds());
            cpu.add(started.tree().cpuSeconds());
            peak.add(changes.peakMiB());
          }
        } finally {
          Bench.delete(folder);
        }
      }
      report.row(
          Integer.toString(registered),
          listening.text(2),
          table.text(2),
          together.text(2),
          churn.text(2),
          cpu.text(2),
          peak.text(0));
    }
  }
}
