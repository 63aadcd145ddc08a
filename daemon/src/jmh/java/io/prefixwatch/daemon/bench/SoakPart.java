package io.prefixwatch.daemon.bench;

import io.prefixwatch.bgp.fixture.load.UpdateStream;
import io.prefixwatch.daemon.bench.Workload.Phase;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Churn on a loaded table for as long as asked; memory, descriptors and threads stay flat. */
final class SoakPart {

  private static final int ROWS = 12;

  private final Bench bench;
  private final Report report;

  SoakPart(Bench bench, Report report) {
    this.bench = bench;
    this.report = report;
  }

  /**
   * Measures.
   *
   * @param seconds how long
   * @param rate UPDATEs a second
   */
  void run(int seconds, int rate) throws IOException, InterruptedException {
    report.title(seconds + " s of churn at " + rate + " UPDATE/s on a loaded table");
    report.columns(
        "after s",
        "UPDATEs",
        "live heap MiB",
        "x first",
        "direct MiB",
        "resident MiB",
        "descriptors",
        "threads",
        "CPU seconds");
    bench.with(
        bench.ourselves(),
        1,
        (contender, sessions) -> {
          Ingest.run(contender, sessions, bench.workload(), Phase.TABLE);
          UpdateStream churn = bench.workload().stream(1, Phase.CHURN);
          // Once through, so that the first row has seen what every later one has.
          Ingest.run(contender, sessions, bench.workload(), Phase.CHURN);
          try (JvmState jvm = JvmState.of(contender.tree().pid())) {
            churn(contender, jvm, sessions, churn, seconds, rate);
          }
        });
  }

  private void churn(
      Contender ours,
      JvmState jvm,
      List<SendingPeer> sessions,
      UpdateStream churn,
      int seconds,
      int rate)
      throws IOException {
    long begin = System.nanoTime();
    double first = row(ours, jvm, 0, 0, Double.NaN);
    long sent = 0;
    for (int row = 1; row <= ROWS; row++) {
      double until = (double) seconds * row / ROWS;
      while ((System.nanoTime() - begin) / 1e9 < until) {
        sent += sessions.get(0).pace(churn, rate, begin + (long) (until * 1e9));
      }
      row(ours, jvm, (System.nanoTime() - begin) / 1e9, sent, first);
    }
  }

  private double row(Contender ours, JvmState jvm, double after, long sent, double first)
      throws IOException {
    double live = jvm.liveHeapMiB();
    report.row(
        text("%.0f", after),
        Long.toString(sent),
        text("%.1f", live),
        Double.isNaN(first) ? "1.000" : text("%.3f", live / first),
        text("%.1f", jvm.directMiB()),
        text("%.0f", ours.tree().residentMiB()),
        Long.toString(jvm.descriptors()),
        Integer.toString(jvm.threads()),
        text("%.1f", ours.tree().cpuSeconds()));
    return live;
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
