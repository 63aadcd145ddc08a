package io.prefixwatch.daemon.speaker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.prefixwatch.bgp.fixture.FuzzRuns;
import io.prefixwatch.bgp.fixture.Seeds;
import io.prefixwatch.bgp.fixture.malformed.MalformedCases;
import io.prefixwatch.bgp.message.Frame;
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
class WholePathFuzzTest {

  private static final WholePathTarget TARGET = new WholePathTarget();
  private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.prefixwatch");

  private static final List<byte[]> BETWEEN =
      List.of(
          Script.step(14, new byte[] {30}),
          Script.step(15, new byte[0]),
          Script.step(11, new byte[] {6, 2, 4, 'g', 'o', 'n', 'e'}),
          Script.step(12, new byte[] {0, 1, 1, 1}),
          Script.step(0, new byte[4]));

  static List<byte[]> seeds() {
    List<byte[]> updates = new ArrayList<>(Seeds.updates());
    MalformedCases.all().forEach(malformed -> updates.add(malformed.message().toByteArray()));
    updates.removeIf(message -> message.length < Frame.HEADER);
    List<byte[]> seeds = new ArrayList<>();
    for (int i = 0; i < updates.size(); i++) {
      byte[] step = step(updates.get(i));
      byte[] between = BETWEEN.get(i % BETWEEN.size());
      seeds.add(Seeds.concat(new byte[] {(byte) i}, step, between, step));
    }
    seeds.addAll(Script.seeds(i -> i % 12, Seeds.updates(), BETWEEN));
    return seeds;
  }

  /** The message as its kind of step; as raw octets where its header lies. */
  private static byte[] step(byte[] message) {
    boolean sound = Frame.next(message, 0, message.length, true) == message.length;
    byte[] body = Arrays.copyOfRange(message, Frame.HEADER, message.length);
    return switch (sound ? message[Frame.HEADER - 1] : 0) {
      case 1 -> Script.step(13, body);
      case 2 -> Script.step(0, body);
      case 3 -> Script.step(11, body);
      case 5 -> Script.step(12, body);
      default -> Script.step(10, message);
    };
  }

  /** A million resets are a million lines. */
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
  void fuzzWholePath(byte[] input) {
    TARGET.measure(input);
  }

  @Test
  void survivesDamagedMessagesAndLeavesTheOtherSessionAlone() {
    FuzzRuns.rounds(1_000, seeds(), TARGET::check);
  }

  @Test
  @Tag("long")
  void survivesDamagedMessagesForLong() {
    FuzzRuns.forSeconds(seeds(), TARGET::measure);
  }
}
