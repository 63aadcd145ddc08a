package io.prefixwatch.daemon.speaker.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the kernel has dropped without a word for want of a key or for its distance, in all sockets
 * of this host (or network namespace): {@code TcpExt} of {@code /proc/net/netstat}.
 */
public final class KernelCounters {

  private static final Path NETSTAT = Path.of("/proc/net/netstat");
  private static final String TCP = "TcpExt:";

  private final Path file;

  public KernelCounters() {
    this(NETSTAT);
  }

  KernelCounters(Path file) {
    this.file = file;
  }

  /** All counters by their name; empty where there are none. */
  public Map<String, Long> read() {
    try {
      return Files.isReadable(file) ? parse(Files.readAllLines(file)) : Map.of();
    } catch (IOException | UncheckedIOException e) {
      return Map.of();
    }
  }

  /** A line of names is followed by a line of values. */
  static Map<String, Long> parse(List<String> lines) {
    Map<String, Long> counters = new HashMap<>();
    for (int i = 0; i + 1 < lines.size(); i++) {
      if (lines.get(i).startsWith(TCP) && lines.get(i + 1).startsWith(TCP)) {
        List<String> names = List.of(lines.get(i).strip().split(" +", -1));
        List<String> values = List.of(lines.get(i + 1).strip().split(" +", -1));
        for (int j = 1; j < Math.min(names.size(), values.size()); j++) {
          put(counters, names.get(j), values.get(j));
        }
        i++;
      }
    }
    return counters;
  }

  private static void put(Map<String, Long> counters, String name, String value) {
    try {
      counters.put(name, Long.parseLong(value));
    } catch (NumberFormatException e) {
      // A kernel that writes otherwise tells us nothing.
      counters.remove(name);
    }
  }
}
