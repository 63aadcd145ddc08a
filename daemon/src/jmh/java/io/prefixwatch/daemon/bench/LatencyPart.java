package io.prefixwatch.daemon.bench;

import io.prefixwatch.bgp.fixture.load.InjectedIncident;
import io.prefixwatch.bgp.fixture.load.PeerLoad;
import io.prefixwatch.bgp.fixture.load.UpdateStream;
import io.prefixwatch.daemon.bench.Workload.Phase;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Goal P7: from an incident's octets handed to the kernel until its alert stands in the file. */
final class LatencyPart {

  private static final int INCIDENT_EVERY = 200;

  private final Bench bench;
  private final Report report;
  private final int seconds;

  LatencyPart(Bench bench, Report report, int seconds) {
    this.bench = bench;
    this.report = report;
    this.seconds = seconds;
  }

  void run(List<Integer> rates) throws IOException, InterruptedException {
    report.title("Octets on the socket to the alert line, table loaded, ms");
    report.columns(
        "offered UPDATE/s", "sent UPDATE/s", "incidents", "missed", "p50", "p90", "p99", "max");
    for (int rate : rates) {
      Report.progress("latency at " + rate + " UPDATE/s");
      measure(rate);
    }
  }

  private void measure(int rate) throws IOException, InterruptedException {
    PeerLoad load = new PeerLoad(bench.workload().table(), 1);
    UpdateStream churn = UpdateStream.churn(load, rate * seconds, INCIDENT_EVERY);
    bench.with(
        bench.ourselves(),
        1,
        (contender, sessions) -> {
          Prefixwatch ours = (Prefixwatch) contender;
          Ingest.run(ours, sessions, bench.workload(), Phase.TABLE);
          AlertTail tail = AlertTail.start(ours.alerts());
          Bench.settle();
          long[] sentAt = sessions.get(0).pace(churn, rate);
          Bench.settle();
          Bench.settle();
          tail.stop();
          row(rate, churn, sentAt, tail);
        });
  }

  private void row(int rate, UpdateStream churn, long[] sentAt, AlertTail tail) {
    Series millis = new Series();
    int missed = 0;
    for (InjectedIncident incident : churn.incidents()) {
      boolean registered = incident.rank() < bench.setup().registered();
      if (!registered || incident.kind() == InjectedIncident.Kind.PATH) {
        continue;
      }
      Long seen = tail.seenAt(incident);
      if (seen == null) {
        missed++;
      } else {
        millis.add((seen - sentAt[incident.message()]) / 1e6);
      }
    }
    double took = (sentAt[sentAt.length - 1] - sentAt[0]) / 1e9;
    report.row(
        Integer.toString(rate),
        String.format(Locale.ROOT, "%.0f", sentAt.length / took),
        Integer.toString(millis.count() + missed),
        Integer.toString(missed),
        text(millis.median()),
        text(millis.quantile(0.9)),
        text(millis.quantile(0.99)),
        text(millis.max()));
  }

  private static String text(double millis) {
    return String.format(Locale.ROOT, "%.2f", millis);
  }
}
