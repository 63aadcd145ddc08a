package io.prefixwatch.daemon.bench;

import io.prefixwatch.bgp.fixture.load.InjectedIncident;
import io.prefixwatch.daemon.bench.Workload.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goals P1 to P4, P12 and P14: tables and churn over TCP, all programs in turn, run by run. */
final class IngestPart {

  private final Bench bench;
  private final Report report;
  private final Map<String, Bench.Maker> contenders;
  private final Map<String, Figures> figures = new LinkedHashMap<>();
  private int incidents;
  private int reported;

  IngestPart(Bench bench, Report report, Map<String, Bench.Maker> contenders) {
    this.bench = bench;
    this.report = report;
    this.contenders = contenders;
  }

  /** Figures of one program in one phase. */
  private static final class Figures {
    final Series seconds = new Series();
    final Series cpu = new Series();
    final Series peak = new Series();
    final Series queued = new Series();

    void add(Ingest ingest) {
      seconds.add(ingest.seconds());
      cpu.add(ingest.cpuSeconds());
      peak.add(ingest.peakMiB());
      queued.add(ingest.queuedMiB());
    }
  }

  void run(int peers, boolean churn) throws IOException, InterruptedException {
    figures.clear();
    for (int run = 1; run <= bench.runs(); run++) {
      for (Map.Entry<String, Bench.Maker> contender : contenders.entrySet()) {
        Report.progress(contender.getKey() + ", peers " + peers + ", run " + run);
        try {
          measure(contender.getKey(), contender.getValue(), peers, churn);
        } catch (IOException e) {
          Report.progress(contender.getKey() + " failed: " + e.getMessage());
        }
      }
    }
    table("Full table, " + peers + (peers == 1 ? " peer" : " peers at once"), " full");
    if (churn) {
      table(bench.workload().churnMessages() + " UPDATEs of churn, " + peers + " peer", " churn");
    }
    if (peers == 1) {
      table("Full table of another peer after the first has gone (warm)", " warm");
      if (incidents > 0) {
        report.line("");
        report.line(
            "Recall: "
                + reported
                + " of "
                + incidents
                + " incidents on registered prefixes reported.");
      }
    }
  }

  private void measure(String name, Bench.Maker maker, int peers, boolean churn)
      throws IOException, InterruptedException {
    // One session more than is fed: the second table of a warm program comes over it.
    boolean warm = peers == 1;
    bench.with(
        maker,
        warm ? 2 : peers,
        (contender, sessions) -> {
          List<SendingPeer> fed = sessions.subList(0, peers);
          note(name + " full", Ingest.run(contender, fed, bench.workload(), Phase.TABLE));
          if (churn) {
            Bench.settle();
            note(name + " churn", Ingest.run(contender, fed, bench.workload(), Phase.CHURN));
          }
          if (warm && contender instanceof Prefixwatch ours) {
            if (churn) {
              recall(ours.alerts());
            }
            sessions.get(0).close();
            Bench.settle();
            note(name + " warm", Ingest.second(contender, sessions.get(1), bench.workload()));
          }
        });
  }

  private void note(String key, Ingest ingest) {
    figures.computeIfAbsent(key, unused -> new Figures()).add(ingest);
    Report.progress(key + ": " + ingest);
  }

  private void recall(Path alerts) throws IOException {
    AlertTail seen = AlertTail.of(alerts);
    for (InjectedIncident incident : bench.workload().stream(1, Phase.CHURN).incidents()) {
      boolean registered = incident.rank() < bench.setup().registered();
      if (registered && incident.kind() != InjectedIncident.Kind.PATH) {
        incidents++;
        if (seen.seenAt(incident) == null) {
          Report.progress("not reported: " + incident);
        } else {
          reported++;
        }
      }
    }
  }

  private void table(String title, String phase) {
    Figures reference = figures.get("bird" + phase);
    report.title(title);
    report.columns(
        "program",
        "seconds",
        "x BIRD",
        "CPU seconds",
        "x BIRD",
        "peak MiB",
        "x BIRD",
        "queued MiB");
    figures.forEach(
        (key, found) -> {
          if (key.endsWith(phase)) {
            report.row(
                key.substring(0, key.length() - phase.length()),
                found.seconds.text(2),
                ratio(found.seconds, reference == null ? null : reference.seconds),
                found.cpu.text(2),
                ratio(found.cpu, reference == null ? null : reference.cpu),
                found.peak.text(0),
                ratio(found.peak, reference == null ? null : reference.peak),
                String.format(Locale.ROOT, "%.1f", found.queued.max()));
          }
        });
  }

  private static String ratio(Series ours, @Nullable Series reference) {
    return reference == null
        ? "-"
        : String.format(Locale.ROOT, "%.2f", ours.median() / reference.median());
  }
}
