package io.prefixwatch.daemon.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the kernel counts for a process and its children (Linux). */
final class ProcessTree {

  /** Clock ticks a second in {@code /proc}; the kernel's constant for user space. */
  private static final double TICKS = 100;

  private final Process root;

  ProcessTree(Process root) {
    this.root = root;
  }

  long pid() {
    return root.pid();
  }

  private List<Long> ids() {
    return Stream.concat(Stream.of(root.pid()), root.descendants().map(ProcessHandle::pid))
        .toList();
  }

  /** User and system time of all of them, in seconds. */
  double cpuSeconds() {
    double sum = 0;
    for (long id : ids()) {
      String stat = read(id, "stat");
      String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", -1);
      if (fields.length > 12) {
        sum += (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
      }
    }
    return sum;
  }

  /** The most memory that they held, in MiB; the sum of each one's own peak. */
  double peakMiB() {
    return kib("VmHWM:") / 1024;
  }

  /** The memory that they hold, in MiB. */
  double residentMiB() {
    return kib("VmRSS:") / 1024;
  }

  private double kib(String field) {
    return ids().stream()
        .flatMap(id -> read(id, "status").lines())
        .filter(line -> line.startsWith(field))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
        .sum();
  }

  /** Empty for a process that is gone. */
  private static String read(long id, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(id), file));
    } catch (IOException e) {
      return "";
    }
  }
}
