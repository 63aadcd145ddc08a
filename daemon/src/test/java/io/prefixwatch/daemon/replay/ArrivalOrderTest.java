package io.prefixwatch.daemon.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.monitor.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same log gives the same bytes, and another arrival of the same gives the same incidents that
 * end for the same reasons (product.md, rule 12).
 */
class ArrivalOrderTest {

  private static final Path NETWORK = Path.of("src/test/resources/scenarios/network.yaml");
  private static final int ORDERS = 20;

  @TempDir private Path temp;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("prefixwatch.order.seeds", 12));
  }

  private Registry network() throws IOException {
    return Outcome.registry(temp, Files.readString(NETWORK));
  }

  @Test
  void givesTheSameBytesForTheSameLog() throws IOException {
    byte[] recording = PeerRecord.join(new Timeline(1, 3).records());

    Outcome first = Outcome.of(network(), recording, temp);
    Outcome second = Outcome.of(network(), recording, temp);

    assertThat(first.lines()).hasSizeGreaterThan(100).isEqualTo(second.lines());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void findsTheSameWhoeverIsHeardFirstOfWhatHappensAtOneInstant(long seed) throws IOException {
    isTheSameInEachOrder(new Timeline(seed, 0).records(), new Random(seed));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void findsTheSameWhenPeersOvertakeEachOtherBySeconds(long seed) throws IOException {
    isTheSameInEachOrder(new Timeline(seed, 4).records(), new Random(seed));
  }

  private void isTheSameInEachOrder(List<PeerRecord> records, Random random) throws IOException {
    Registry network = network();
    Outcome outcome = Outcome.of(network, PeerRecord.join(records), temp);
    assertThat(outcome.kinds())
        .as("the timeline is worth its name")
        .contains("hijack.origin", "hijack.more-specific", "session.down");
    for (int order = 0; order < ORDERS; order++) {
      List<PeerRecord> other =
          PeerRecord.interleaved(records, r -> r.second() / Timeline.BURST, random);
      assertThat(Outcome.of(network, PeerRecord.join(other), temp).set())
          .as("order %d", order)
          .isEqualTo(outcome.set());
    }
  }
}
