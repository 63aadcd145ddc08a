package io.prefixwatch.monitor.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Octets of UPDATEs into the Adj-RIB-In and past the match, 10,000 prefixes registered; an
 * operation is a whole stream: 1,200,001 routes of a table, or 1,000,001 UPDATEs of churn. What an
 * operation allocates includes what the table costs that it begins with.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 7)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xmx4g", "-Xms4g"})
public class RibBenchmark {

  /** The first full table. */
  @Benchmark
  public void insert(RibState rib, RibState.Empty before) {
    rib.feed.play(rib.full, rib.one);
  }

  /** A second session's full table: known prefixes, other paths. */
  @Benchmark
  public void insertSecond(RibState rib, RibState.Loaded before) {
    rib.feed.play(rib.otherFull, rib.two);
  }

  /** The same session announces every route over another path. */
  @Benchmark
  public void replace(RibState rib, RibState.Loaded before) {
    rib.feed.play(rib.otherFull, rib.one);
  }

  /** The same session announces every route again as it is. */
  @Benchmark
  public void repeat(RibState rib, RibState.Loaded before) {
    rib.feed.play(rib.full, rib.one);
  }

  /** Every route goes. */
  @Benchmark
  public void withdraw(RibState rib, RibState.Loaded before) {
    rib.feed.play(rib.withdrawals, rib.one);
  }

  /** Churn on the loaded table. */
  @Benchmark
  public void churn(RibState rib, RibState.Loaded before) {
    rib.feed.play(rib.churn, rib.one);
  }
}
