package io.prefixwatch.daemon.feed.bmp;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.prefixwatch.bgp.fixture.BmpBuilder;
import io.prefixwatch.bgp.fixture.FuzzRuns;
import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.fixture.Seeds;
import io.prefixwatch.daemon.fuzz.Script;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** See docs/fuzzing.md for how to run the fuzzer itself. */
class MonitoredPathFuzzTest {

  private static final MonitoredPathTarget TARGET = new MonitoredPathTarget();
  private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.prefixwatch");

  static List<byte[]> seeds() {
    byte[] up = step(new BmpBuilder().peerUp(BmpBuilder.peer()).build());
    byte[] down = step(new BmpBuilder().peerDown(BmpBuilder.peer(), "04").build());
    List<byte[]> seeds = new ArrayList<>();
    for (byte[] message : Seeds.monitoring()) {
      byte[] step = step(message);
      seeds.add(Seeds.concat(up, step, step, down, step));
      seeds.add(Seeds.concat(up, step, Script.step(13, new byte[0]), up, step));
    }
    byte[] peer = Hex.octets(BmpBuilder.peer());
    for (byte[] update : Seeds.updates()) {
      byte[] route = Script.step(0, Seeds.concat(peer, update));
      seeds.add(Seeds.concat(up, route, Script.step(12, new byte[] {20}), route));
    }
    return seeds;
  }

  /** A message as its kind of step, as raw octets where version 4 needs them. */
  private static byte[] step(byte[] message) {
    return message[0] == 3 && message[5] < 8
        ? Script.step(message[5], Arrays.copyOfRange(message, 6, message.length))
        : Script.step(14, message);
  }

  @BeforeAll
  static void silence() {
    LOG.setLevel(Level.ERROR);
  }

  @AfterAll
  static void report() {
    LOG.setLevel(null);
    TARGET.report();
  }

  @MethodSource("seeds")
  @FuzzTest
  void fuzzMonitoredPath(byte[] input) {
    TARGET.measure(input);
  }

  @Test
  void survivesDamagedMonitoringAndLeavesTheOtherRouterAlone() {
    FuzzRuns.rounds(1_500, seeds(), TARGET::check);
  }

  @Test
  @Tag("long")
  void survivesDamagedMonitoringForLong() {
    FuzzRuns.forSeconds(seeds(), TARGET::measure);
  }
}
