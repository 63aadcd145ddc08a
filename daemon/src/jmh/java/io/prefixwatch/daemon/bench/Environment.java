package io.prefixwatch.daemon.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** On what the figures of a sitting were measured. */
final class Environment {

  private Environment() {}

  static void describe(Report report, Path launcher) throws IOException {
    String commit = Contender.ask("git", "rev-parse", "--short", "HEAD").trim();
    boolean dirty = !Contender.ask("git", "status", "--porcelain", "-uno").isBlank();
    report.line(
        LocalDate.now(ZoneOffset.UTC)
            + ", commit "
            + (commit.isEmpty() ? "unknown" : commit)
            + (dirty ? " with changes" : "")
            + "; "
            + field("/proc/cpuinfo", "model name")
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " processors, "
            + field("/proc/meminfo", "MemTotal")
            + "; load average at the start "
            + Files.readString(Path.of("/proc/loadavg")).trim());
    report.line("");
    report.line(
        String.join(
            "; ",
            version("Java", "java", "--version"),
            version("Prefixwatch", launcher.toString(), "--version"),
            version("BIRD", "dpkg-query", "-W", "-f=${Version}", "bird2"),
            version("FRR", "dpkg-query", "-W", "-f=${Version}", "frr"),
            version("OpenBGPD", "dpkg-query", "-W", "-f=${Version}", "openbgpd"),
            version("GoBGP", "dpkg-query", "-W", "-f=${Version}", "gobgpd"),
            version("bgpdump", "dpkg-query", "-W", "-f=${Version}", "bgpdump")));
  }

  private static String version(String name, String... command) {
    try {
      return name + " " + Contender.ask(command).lines().findFirst().orElse("is absent");
    } catch (IOException e) {
      return name + " is absent";
    }
  }

  private static String field(String file, String name) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).trim())
        .findFirst()
        .orElse("unknown");
  }
}
