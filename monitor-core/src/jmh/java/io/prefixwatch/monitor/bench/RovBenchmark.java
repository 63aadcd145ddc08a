package io.prefixwatch.monitor.bench;

import io.prefixwatch.bgp.fixture.load.GeneratedTable;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.monitor.rpki.OriginValidity;
import io.prefixwatch.monitor.rpki.VrpTable;
import io.prefixwatch.monitor.rpki.VrpTableBuilder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Origin validation by a million VRPs, and how long such a table takes to build. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = "-Xmx4g")
public class RovBenchmark {

  private static final int VRPS = 1_000_000;
  private static final int ROUTES = 1 << 17;

  private final long[] his = new long[ROUTES];
  private final byte[] lengths = new byte[ROUTES];
  private final boolean[] ipv6 = new boolean[ROUTES];
  private final long[] origins = new long[ROUTES];
  private GeneratedTable table = GeneratedTable.full();
  private VrpTable vrps = VrpTable.EMPTY;

  /** Makes the VRPs of most of a full table, in its shuffled order, and the routes. */
  @Setup(Level.Trial)
  public void prepare() {
    table = GeneratedTable.full();
    vrps = filled().build();
    int[] shuffled = table.shuffled();
    for (int i = 0; i < ROUTES; i++) {
      int at = (int) (i * 7919L % shuffled.length);
      Prefix route = table.prefix(shuffled[at]);
      his[i] = route.hi();
      lengths[i] = (byte) route.length();
      ipv6[i] = route.ipv6();
      origins[i] = i % 10 == 0 ? 64_666 : origin(at);
    }
  }

  private static long origin(int at) {
    return 64_496L + at % 1000;
  }

  private VrpTableBuilder filled() {
    VrpTableBuilder builder = new VrpTableBuilder();
    int[] shuffled = table.shuffled();
    for (int i = 0; i < VRPS; i++) {
      Prefix prefix = table.prefix(shuffled[i]);
      int longest = Math.min(prefix.length() + i % 3, prefix.ipv6() ? 128 : 32);
      builder.add(prefix.ipv6(), prefix.hi(), prefix.lo(), prefix.length(), longest, origin(i), 0);
    }
    return builder;
  }

  /** One route of a full table. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  @OperationsPerInvocation(ROUTES)
  public int validate() {
    int valid = 0;
    for (int i = 0; i < ROUTES; i++) {
      if (vrps.validate(ipv6[i], his[i], 0, lengths[i], origins[i]) == OriginValidity.VALID) {
        valid++;
      }
    }
    return valid;
  }

  /** All of it, from entries in no order. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public int build() {
    return filled().build().size();
  }
}
