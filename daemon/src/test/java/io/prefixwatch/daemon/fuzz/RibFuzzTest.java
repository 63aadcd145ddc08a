package io.prefixwatch.daemon.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.prefixwatch.bgp.fixture.FuzzRuns;
import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.fixture.Seeds;
import io.prefixwatch.bgp.fixture.malformed.MalformedCase;
import io.prefixwatch.bgp.fixture.malformed.MalformedCases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** See docs/fuzzing.md for how to run the fuzzer itself. */
class RibFuzzTest {

  private static final RibTarget TARGET = new RibTarget();

  /** Down with both families stale, with none, drop of what is stale, End-of-RIB, time, refresh. */
  private static final String[] BETWEEN = {
    "0a0001 03",
    "0a0001 00",
    "0a000101 0b000101",
    "0c000101",
    "0d000140",
    "100000",
    "0e000e 0018 40010100 40020602010000fbf0",
    "0e0006 0130 40010100"
  };

  static List<byte[]> seeds() {
    List<byte[]> updates = new ArrayList<>(Seeds.updates());
    MalformedCases.all().stream()
        .filter(MalformedCase::isUpdate)
        .forEach(malformed -> updates.add(malformed.message().toByteArray()));
    List<byte[]> between = Arrays.stream(BETWEEN).map(Hex::octets).toList();
    List<byte[]> seeds = new ArrayList<>(Script.seeds(i -> i & 9, updates, between));
    List<byte[]> withPathIds = Seeds.updatesWithPathIds();
    for (byte[] step : between) {
      seeds.addAll(Script.seeds(i -> 6, withPathIds, List.of(step)));
    }
    return seeds;
  }

  @AfterAll
  static void report() {
    TARGET.report();
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzzRib(byte[] input) {
    TARGET.check(input);
  }

  @Test
  void holdsWhatDamagedUpdatesLeave() {
    FuzzRuns.rounds(10_000, seeds(), TARGET::check);
  }

  @Test
  @Tag("long")
  void holdsWhatDamagedUpdatesLeaveForLong() {
    FuzzRuns.forSeconds(seeds(), TARGET::check);
  }
}
