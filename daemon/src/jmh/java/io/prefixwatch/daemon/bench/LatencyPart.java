package io.prefixwatch.daemon.bench;

import io.prefixwatch.bgp.fixture.load.InjectedIncident;
import io.prefixwatch.bgp.fixture.load.PeerLoad;
import io.prefixwatch.bgp.fixture.load.UpdateStream;
import io.prefixwatch.daemon.bench.Workload.Phase;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Goal P7: from an incident's octets handed to the kernel until its alert stands in the file, and
 * with a store until a webhook's receiver has it, too.
 */
final class LatencyPart {

  private static final int INCIDENT_EVERY = 200;

  private final Bench bench;
  private final Report report;
  private final int seconds;
  private final boolean store;

  LatencyPart(Bench bench, Report report, int seconds, boolean store) {
    this.bench = bench;
    this.report = report;
    this.seconds = seconds;
    this.store = store;
  }

  void run(List<Integer> rates) throws IOException, InterruptedException {
    report.title(
        "Octets on the socket to the alert, table loaded, "
            + (store ? "durable store" : "no store")
            + ", ms");
    report.columns(
        "to",
        "offered UPDATE/s",
        "sent UPDATE/s",
        "incidents",
        "missed",
        "p50",
        "p90",
        "p99",
        "max");
    for (int rate : rates) {
      Report.progress("latency at " + rate + " UPDATE/s");
      if (store) {
        try (AlertReceiver receiver = new AlertReceiver()) {
          measure(rate, receiver);
        }
      } else {
        measure(rate, null);
      }
    }
  }

  private void measure(int rate, @Nullable AlertReceiver receiver)
      throws IOException, InterruptedException {
    Bench.Maker ours =
        receiver == null
            ? bench.ourselves()
            : Bench.ourselves(bench.setup().configured(receiver.configuration()));
    PeerLoad load = new PeerLoad(bench.workload().table(), 1);
    UpdateStream churn = UpdateStream.churn(load, rate * seconds, INCIDENT_EVERY);
    bench.with(
        ours,
        1,
        (contender, sessions) -> {
          Prefixwatch daemon = (Prefixwatch) contender;
          Ingest.run(daemon, sessions, bench.workload(), Phase.TABLE);
          AlertTail tail = AlertTail.start(daemon.alerts());
          Bench.settle();
          long[] sentAt = sessions.get(0).pace(churn, rate);
          Bench.settle();
          Bench.settle();
          tail.stop();
          row("file", rate, churn, sentAt, tail.times());
          if (receiver != null) {
            row("webhook", rate, churn, sentAt, receiver.times());
          }
        });
  }

  private void row(String to, int rate, UpdateStream churn, long[] sentAt, AlertTimes times) {
    Series millis = new Series();
    int missed = 0;
    for (InjectedIncident incident : churn.incidents()) {
      boolean registered = incident.rank() < bench.setup().registered();
      if (!registered || incident.kind() == InjectedIncident.Kind.PATH) {
        continue;
      }
      Long seen = times.of(incident);
      if (seen == null) {
        missed++;
      } else {
        millis.add((seen - sentAt[incident.message()]) / 1e6);
      }
    }
    double took = (sentAt[sentAt.length - 1] - sentAt[0]) / 1e9;
    report.row(
        to,
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
