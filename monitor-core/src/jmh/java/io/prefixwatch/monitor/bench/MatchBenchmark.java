package io.prefixwatch.monitor.bench;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import inet.ipaddr.ipv6.IPv6Address;
import inet.ipaddr.ipv6.IPv6AddressAssociativeTrie;
import io.prefixwatch.bgp.fixture.load.GeneratedTable;
import io.prefixwatch.bgp.fixture.load.GeneratedTable.Registered;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.index.PrefixIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Which registered prefix covers a route; an operation is one route of a full table (goal P6). */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 3, jvmArgsAppend = "-Xmx4g")
public class MatchBenchmark {

  private static final int ROUTES = 1 << 17;

  /** Registered prefixes, both families in the shares of the table. */
  @Param({"1000", "10000", "100000", "1000000"})
  public int registered;

  private final List<Prefix> routes = new ArrayList<>();
  private final long[] his = new long[ROUTES];
  private final byte[] lengths = new byte[ROUTES];
  private final boolean[] ipv6 = new boolean[ROUTES];
  private PrefixIndex index = PrefixIndex.of(List.of());

  /** Makes the table, the index, and the routes that are looked up. */
  @Setup(Level.Trial)
  public void build() {
    GeneratedTable table = GeneratedTable.full();
    index =
        PrefixIndex.of(
            table.registered(registered).stream().map(Registered::prefix).sorted().toList());
    // From the far end of the shuffled table: at a million registered there are some misses, too.
    int[] shuffled = table.shuffled();
    for (int i = 0; i < ROUTES; i++) {
      Prefix route = table.prefix(shuffled[(int) (i * 7919L % shuffled.length)]);
      routes.add(route);
      his[i] = route.hi();
      lengths[i] = (byte) route.length();
      ipv6[i] = route.ipv6();
    }
  }

  /** Ours. */
  @Benchmark
  @OperationsPerInvocation(ROUTES)
  public long index() {
    long sum = 0;
    for (int i = 0; i < ROUTES; i++) {
      sum += index.longestCover(ipv6[i], his[i], 0, lengths[i]);
    }
    return sum;
  }

  /** The trie of the IPAddress library, its keys made before the clock runs. */
  @State(Scope.Thread)
  public static class Trie {

    private final IPv4AddressAssociativeTrie<Integer> ipv4 = new IPv4AddressAssociativeTrie<>();
    private final IPv6AddressAssociativeTrie<Integer> ipv6 = new IPv6AddressAssociativeTrie<>();
    private final List<IPAddress> routes = new ArrayList<>();

    /** Fills the trie. */
    @Setup(Level.Trial)
    public void build(MatchBenchmark benchmark) {
      for (int id = 0; id < benchmark.index.size(); id++) {
        IPAddress key = address(benchmark.index.prefix(id));
        if (key.isIPv6()) {
          ipv6.put(key.toIPv6(), id);
        } else {
          ipv4.put(key.toIPv4(), id);
        }
      }
      benchmark.routes.forEach(route -> routes.add(address(route)));
    }

    private static IPAddress address(Prefix prefix) {
      return new IPAddressString(prefix.toString()).getAddress();
    }

    int longestCover(int route) {
      IPAddress key = routes.get(route);
      @Nullable Integer found = key.isIPv6() ? find(key.toIPv6()) : find(key.toIPv4());
      return found == null ? -1 : found;
    }

    private @Nullable Integer find(IPv4Address key) {
      var node = ipv4.longestPrefixMatchNode(key);
      return node == null ? null : node.getValue();
    }

    private @Nullable Integer find(IPv6Address key) {
      var node = ipv6.longestPrefixMatchNode(key);
      return node == null ? null : node.getValue();
    }
  }

  /** Theirs. */
  @Benchmark
  @OperationsPerInvocation(ROUTES)
  public long trie(Trie trie) {
    long sum = 0;
    for (int i = 0; i < ROUTES; i++) {
      sum += trie.longestCover(i);
    }
    return sum;
  }
}
