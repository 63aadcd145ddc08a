package io.prefixwatch.daemon.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures whole daemons from outside, one after the other; docs/benchmarks.md says how. */
@Command(
    name = "system",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Measures whole daemons over TCP on loopback and writes a table.")
public final class SystemBenchmark implements Callable<Integer> {

  @Option(
      names = "--parts",
      split = ",",
      defaultValue = "start,ingest,latency,registered,recordings",
      description = "what to measure; also: scale, soak")
  private List<String> parts;

  @Option(
      names = "--daemons",
      split = ",",
      defaultValue = "prefixwatch,bird,openbgpd,frr,gobgp",
      description = "whom to measure; who is not installed is left out")
  private List<String> daemons;

  @Option(
      names = "--peers",
      split = ",",
      defaultValue = "1,4",
      description = "sessions fed at once")
  private List<Integer> peers;

  @Option(names = "--runs", defaultValue = "3", description = "repetitions")
  private int runs;

  @Option(names = "--registered", defaultValue = "10000", description = "registered prefixes")
  private int registered;

  @Option(names = "--scale", defaultValue = "1", description = "share of a full table and churn")
  private double scale;

  @Option(
      names = "--rates",
      split = ",",
      defaultValue = "20000",
      description = "UPDATEs a second offered for latency")
  private List<Integer> rates;

  @Option(names = "--seconds", defaultValue = "30", description = "length of a latency run")
  private int seconds;

  @Option(
      names = "--store",
      description = "latency with a durable store and a webhook beside the file")
  private boolean store;

  @Option(names = "--sessions", defaultValue = "1000", description = "sessions of the scale run")
  private int sessions;

  @Option(names = "--tables", defaultValue = "50", description = "full tables of the scale run")
  private int tables;

  @Option(names = "--cycles", defaultValue = "1", description = "how often the tables come and go")
  private int cycles;

  @Option(names = "--soak-seconds", defaultValue = "3600", description = "length of the soak run")
  private int soakSeconds;

  @Option(names = "--soak-rate", defaultValue = "2000", description = "UPDATEs a second in it")
  private int soakRate;

  @Option(names = "--java-opts", defaultValue = "", description = "JAVA_OPTS of our launcher")
  private String javaOptions;

  @Option(
      names = "--archive",
      description = "the tar.gz to measure; default: the one in daemon/target")
  private @Nullable Path archive;

  @Option(
      names = "--out",
      defaultValue = "daemon/target/system-benchmark.md",
      description = "where the tables go")
  private Path out;

  /** Made by the command line parser. */
  @SuppressWarnings("NullAway.Init")
  SystemBenchmark() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new SystemBenchmark()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("prefixwatch-bench-");
    try {
      // Some daemons give up their rights and still have to reach their folders.
      Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
      measure(scratch);
      return 0;
    } finally {
      Bench.delete(scratch);
    }
  }

  private void measure(Path scratch) throws IOException, InterruptedException {
    Path launcher = unpack(scratch);
    Workload workload = new Workload(scale);
    Bench bench =
        new Bench(
            workload,
            new Prefixwatch.Setup(launcher, javaOptions, workload.table(), registered, ""),
            runs,
            scratch);
    Report report = new Report();
    Environment.describe(report, launcher);
    for (String part : parts) {
      switch (part) {
        case "start" -> new StartPart(bench, report).run();
        case "ingest" -> {
          IngestPart ingest = new IngestPart(bench, report, contenders(bench));
          for (int count : peers) {
            ingest.run(count, count == 1);
          }
        }
        case "latency" -> new LatencyPart(bench, report, seconds, store).run(rates);
        case "registered" -> new RegisteredPart(bench, report).run();
        case "recordings" -> new RecordingPart(bench, report).run();
        case "scale" -> new ScalePart(bench, report).run(sessions, tables, cycles);
        case "soak" -> new SoakPart(bench, report).run(soakSeconds, soakRate);
        default -> throw new IllegalArgumentException("no part is called " + part);
      }
      report.save(out);
    }
    Report.progress("written to " + out);
  }

  private Map<String, Bench.Maker> contenders(Bench bench) {
    Map<String, Bench.Maker> chosen = new LinkedHashMap<>();
    for (String name : daemons) {
      switch (name) {
        case "prefixwatch" -> chosen.put(name, bench.ourselves());
        case "bird" -> putIfInstalled(chosen, name, "/usr/sbin/bird", Bird::new);
        case "openbgpd" -> putIfInstalled(chosen, name, "/usr/sbin/bgpctl", OpenBgpd::new);
        case "frr" -> putIfInstalled(chosen, name, "/usr/lib/frr/bgpd", Frr::new);
        case "gobgp" -> putIfInstalled(chosen, name, "/usr/bin/gobgpd", GoBgp::new);
        default -> throw new IllegalArgumentException("no daemon is called " + name);
      }
    }
    return chosen;
  }

  private static void putIfInstalled(
      Map<String, Bench.Maker> chosen, String name, String program, Bench.Maker maker) {
    if (Files.isExecutable(Path.of(program))) {
      chosen.put(name, maker);
    } else {
      Report.progress(name + " is left out: " + program + " is absent");
    }
  }

  /** Unpacks the archive as an operator would; gives the launcher in it. */
  private Path unpack(Path scratch) throws IOException {
    Path chosen = archive == null ? builtArchive() : archive;
    Contender.ask("tar", "-C", scratch.toString(), "-xzf", chosen.toString());
    try (Stream<Path> found =
        Files.find(scratch, 3, (path, about) -> path.endsWith("bin/prefixwatch"))) {
      return found.findFirst().orElseThrow(() -> new IOException("no launcher in " + chosen));
    }
  }

  private static Path builtArchive() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("daemon/target"))) {
      return files
          .filter(file -> file.toString().endsWith(".tar.gz"))
          .findFirst()
          .orElseThrow(() -> new IOException("no archive in daemon/target: build first"));
    }
  }
}
