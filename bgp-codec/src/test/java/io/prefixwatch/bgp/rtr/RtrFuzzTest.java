package io.prefixwatch.bgp.rtr;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.prefixwatch.bgp.fixture.FuzzRuns;
import io.prefixwatch.bgp.fixture.Seeds;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** See docs/fuzzing.md for how to run the fuzzer itself. */
class RtrFuzzTest {

  private static final RtrTarget TARGET = new RtrTarget();

  static List<byte[]> seeds() {
    byte[] aspa = Pdus.pdu(2, 11, 0x0100, "0000fbf5 0000fbf6 0000fbf7");
    byte[] old = Pdus.pdu(2, 11, 0, "01010002 0000fbf5 0000fbf6 0000fbf7");
    byte[] key = Pdus.pdu(2, 9, 0x0100, "00".repeat(24));
    byte[] six = Pdus.pdu(2, 6, 0, "01203000 20010db8 00000000 00000000 00000000 0000fbf5");
    return List.of(
        Seeds.concat(
            Pdus.response(2, 5), Pdus.prefix(2, true), six, aspa, old, key, Pdus.end(2, 5, 7)),
        Seeds.concat(
            Pdus.response(0, 5),
            Pdus.prefix(0, true),
            Pdus.end(0, 5, 7),
            Pdus.notify(0, 5, 8),
            Pdus.response(0, 5),
            Pdus.prefix(0, false),
            Pdus.end(0, 5, 8)),
        Seeds.concat(Pdus.notify(1, 5, 7), Pdus.pdu(1, 8, 0, ""), Pdus.response(1, 5)),
        Pdus.pdu(9, 10, 4, "00000002 abcd 00000002 6f6b"));
  }

  @AfterAll
  static void report() {
    TARGET.report();
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzzRtr(byte[] input) {
    TARGET.check(input);
  }

  @Test
  void readsOrRefusesDamagedPdus() {
    FuzzRuns.rounds(20_000, seeds(), TARGET::check);
  }

  @Test
  @Tag("long")
  void readsOrRefusesDamagedPdusForLong() {
    FuzzRuns.forSeconds(seeds(), TARGET::check);
  }
}
