package io.prefixwatch.daemon.bench;

import io.prefixwatch.bgp.fixture.load.PeerLoad;
import io.prefixwatch.bgp.fixture.load.RecordedLoad;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Goal P8: recordings through {@code dump} and {@code replay}, and through bgpdump. */
final class RecordingPart {

  private final Bench bench;
  private final Report report;

  RecordingPart(Bench bench, Report report) {
    this.bench = bench;
    this.report = report;
  }

  /** A recording on disk. */
  private record Recording(String name, Path file, int routes) {}

  void run() throws IOException, InterruptedException {
    Path folder = bench.newFolder();
    Prefixwatch config = new Prefixwatch(bench.setup(), folder, 1790, 1);
    config.configure();
    report.title("Recordings, output thrown away");
    report.columns("recording", "program", "seconds", "CPU seconds", "k routes/s", "x bgpdump -m");
    for (Recording recording : recordings(folder)) {
      measure(recording, config);
    }
    Bench.delete(folder);
  }

  private List<Recording> recordings(Path folder) throws IOException {
    var table = bench.workload().table();
    int routes = table.size() + 1;
    Path updates = folder.resolve("table.mrt");
    try (OutputStream out = open(updates)) {
      new PeerLoad(table, 1).table(new RecordedLoad(table, 1).messages(out));
    }
    Path packed = folder.resolve("table.mrt.gz");
    try (OutputStream out = new GZIPOutputStream(open(packed), 1 << 16)) {
      Files.copy(updates, out);
    }
    Path dump = folder.resolve("rib.mrt");
    try (OutputStream out = open(dump)) {
      new RecordedLoad(table, 1).dump(out);
    }
    Path churn = folder.resolve("churn.mrt");
    int[] changes = {0};
    try (OutputStream out = open(churn)) {
      PeerLoad.Output records = new RecordedLoad(table, 1).messages(out);
      new PeerLoad(table, 1)
          .churn(
              bench.workload().churnMessages(),
              PeerLoad.INCIDENT_EVERY,
              (octets, length, prefixes, step) -> {
                changes[0] += prefixes;
                records.message(octets, length, prefixes, step);
              });
    }
    return List.of(
        new Recording("full table as UPDATEs", updates, routes),
        new Recording("the same, gzip", packed, routes),
        new Recording("full table as TABLE_DUMP_V2", dump, routes - 1),
        new Recording("churn", churn, changes[0]));
  }

  private static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
  }

  private void measure(Recording recording, Prefixwatch config)
      throws IOException, InterruptedException {
    String file = recording.file().toString();
    String launcher = bench.setup().launcher().toString();
    String yaml = config.file("prefixwatch.yaml").toString();
    Timing bgpdump = new Timing(List.of("bgpdump", "-m", file));
    Timing dump = new Timing(List.of(launcher, "dump", file));
    Timing replay = new Timing(List.of(launcher, "replay", "-c", yaml, file));
    for (int run = 1; run <= bench.runs(); run++) {
      Report.progress(recording.name() + ", run " + run);
      bgpdump.run();
      dump.run();
      replay.run();
    }
    bgpdump.row("bgpdump -m", recording, bgpdump);
    dump.row("dump", recording, bgpdump);
    replay.row("replay", recording, bgpdump);
  }

  /** Repeated runs of one command. */
  private final class Timing {

    private final List<String> command;
    private final Series seconds = new Series();
    private final Series cpu = new Series();

    Timing(List<String> command) {
      this.command = command;
    }

    void run() throws IOException, InterruptedException {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.redirectOutput(new File("/dev/null")).redirectError(new File("/dev/null"));
      if (!bench.setup().javaOptions().isEmpty()) {
        builder.environment().put("JAVA_OPTS", bench.setup().javaOptions());
      }
      long begin = System.nanoTime();
      Process process = builder.start();
      double used = 0;
      ProcessTree tree = new ProcessTree(process);
      while (process.isAlive()) {
        used = Math.max(used, tree.cpuSeconds());
        Thread.sleep(5);
      }
      seconds.add((System.nanoTime() - begin) / 1e9);
      cpu.add(used);
    }

    void row(String name, Recording recording, Timing reference) {
      report.row(
          recording.name(),
          name,
          seconds.text(2),
          cpu.text(2),
          String.format(Locale.ROOT, "%.0f", recording.routes() / seconds.median() / 1000),
          String.format(Locale.ROOT, "%.1f", reference.seconds.median() / seconds.median()));
    }
  }
}
