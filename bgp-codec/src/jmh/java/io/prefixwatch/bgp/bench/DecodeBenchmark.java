package io.prefixwatch.bgp.bench;

import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.message.Frame;
import io.prefixwatch.bgp.update.NlriCursor;
import io.prefixwatch.bgp.update.PeerSort;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.bgp.update.UpdateDecoder;
import io.prefixwatch.bgp.update.UpdateScan;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Octets of an UPDATE to what is in it; an operation is one UPDATE (goal P5). */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class DecodeBenchmark {

  private final ScanContext context = ScanContext.of(PeerSort.EBGP);
  private final UpdateScan scan = new UpdateScan();

  /** What every UPDATE costs: frame, attribute headers, all RFC 7606 checks, every prefix. */
  @Benchmark
  @OperationsPerInvocation(LoadState.BATCH)
  public long scan(LoadState load) {
    long sum = 0;
    byte[] octets = load.octets();
    for (int i = 0; i < LoadState.BATCH; i++) {
      int from = load.from();
      int length = Frame.next(octets, from, load.to(), true);
      sum += scan.scan(octets, from, length, context) == Disposition.NONE ? 1 : 2;
      sum += walk(scan.withdrawnPlain());
      sum += walk(scan.withdrawnMultiprotocol());
      sum += walk(scan.announcedPlain());
      sum += walk(scan.announcedMultiprotocol());
      load.advance();
    }
    return sum;
  }

  private static long walk(NlriCursor cursor) {
    long sum = 0;
    while (cursor.next()) {
      sum += cursor.hi() * 31 + cursor.lo() + cursor.length();
    }
    return sum;
  }

  /** What the few UPDATEs cost that touch a registered prefix: everything as values. */
  @Benchmark
  @OperationsPerInvocation(LoadState.BATCH)
  public void values(LoadState load, Blackhole hole) {
    for (int i = 0; i < LoadState.BATCH; i++) {
      int from = load.from();
      scan.scan(load.octets(), from, load.to() - from, context);
      hole.consume(UpdateDecoder.decode(scan));
      load.advance();
    }
  }

  /** The same octets but LARGE_COMMUNITIES, which it lacks, through OpenDaylight's parser. */
  @Benchmark
  @OperationsPerInvocation(LoadState.BATCH)
  public void openDaylight(OpenDaylightState load, Blackhole hole) {
    for (int i = 0; i < LoadState.BATCH; i++) {
      hole.consume(load.parseNext());
    }
  }
}
