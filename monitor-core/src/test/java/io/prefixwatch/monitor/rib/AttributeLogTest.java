package io.prefixwatch.monitor.rib;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AttributeLogTest {

  private final SetCells cells = new SetCells();
  private final AttributeLog log = new AttributeLog(cells);

  private void append(int id, byte[] octets) {
    cells.begin(id);
    cells.place(id, log.append(id, octets, 0, octets.length));
  }

  private void free(int id) {
    int place = cells.place(id);
    cells.free(id, 0);
    log.free(place);
  }

  private byte[] read(int id) {
    int place = cells.place(id);
    int from = AttributeLog.from(place);
    return Arrays.copyOfRange(log.chunk(place), from, from + log.length(place));
  }

  private static byte[] octets(Random random, int length) {
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    return octets;
  }

  @Test
  void givesBackWhatWasWrittenWhateverItsLength() {
    Random random = new Random(1);
    int[] lengths = {0, 1, 2, 3, 4, 5, 1000, 65_529, 65_530, 65_531, 65_535, 65_536, 70_000};
    byte[][] written = new byte[lengths.length][];
    for (int id = 0; id < lengths.length; id++) {
      written[id] = octets(random, lengths[id]);
      append(id, written[id]);
    }

    for (int id = 0; id < lengths.length; id++) {
      assertThat(read(id)).isEqualTo(written[id]);
      assertThat(log.holds(cells.place(id), written[id], lengths[id])).isTrue();
    }
  }

  @Test
  void tellsOctetsApartThatDifferInLengthOnly() {
    append(0, new byte[] {1, 2, 3});

    assertThat(log.holds(cells.place(0), new byte[] {1, 2, 3, 0}, 4)).isFalse();
    assertThat(log.holds(cells.place(0), new byte[] {1, 2, 3, 0}, 2)).isFalse();
  }

  @Test
  void keepsWhatIsInUseWhileAllElseComesAndGoes() {
    Random random = new Random(5);
    Map<Integer, byte[]> held = new HashMap<>();
    int limit = 20_000;
    for (int id = 0; id < limit; id++) {
      cells.begin(id);
    }
    for (int step = 0; step < 200_000; step++) {
      int id = random.nextInt(limit);
      if (held.remove(id) != null) {
        free(id);
      } else {
        byte[] octets = octets(random, random.nextInt(200) == 0 ? 70_000 : random.nextInt(150));
        held.put(id, octets);
        append(id, octets);
      }
      if (step % 50_000 == 49_999) {
        held.forEach((held1, octets) -> assertThat(read(held1)).isEqualTo(octets));
      }
    }
    held.keySet().forEach(this::free);
  }

  @Test
  void needsNoMoreThanTwiceWhatIsInUse() {
    Random random = new Random(9);
    byte[] octets = octets(random, 90);
    int sets = 20_000;
    for (int id = 0; id < sets; id++) {
      append(id, octets);
    }
    for (int round = 0; round < 30; round++) {
      for (int id = 0; id < sets; id++) {
        if (random.nextInt(3) == 0) {
          free(id);
          append(id, octets);
        }
      }
    }

    assertThat(log.octets()).isLessThan(2L * sets * 96 + 3 * AttributeLog.CHUNK);
    for (int id = 0; id < sets; id++) {
      free(id);
    }
    assertThat(log.octets()).isLessThanOrEqualTo(2L * AttributeLog.CHUNK);
  }
}
