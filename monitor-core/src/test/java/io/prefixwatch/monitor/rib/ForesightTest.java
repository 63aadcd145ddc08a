package io.prefixwatch.monitor.rib;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.speak.UpdateBuilder;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Looking ahead must change nothing, whatever is ahead. */
class ForesightTest {

  private static final int MESSAGES = 2_000;

  private static UpdateBuilder randomUpdate(Random random) {
    UpdateBuilder update = anUpdate().via(64496, 64500L + random.nextInt(5));
    for (int i = random.nextInt(4); i >= 0; i--) {
      String ipv4 = "203.0." + (random.nextBoolean() ? 113 : random.nextInt(40)) + ".0/24";
      String prefix = random.nextInt(4) == 0 ? "2001:db8:" + random.nextInt(20) + "::/48" : ipv4;
      if (random.nextInt(3) == 0) {
        update.withdrawing(prefix);
      } else {
        update.announcing(prefix);
      }
    }
    return update;
  }

  private static byte[] stream(List<byte[]> messages) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    messages.forEach(octets::writeBytes);
    octets.writeBytes(new byte[16]);
    return octets.toByteArray();
  }

  private static int foresee(IntakeScript script, byte[] stream, int from) {
    return script
        .table()
        .foresee(script.intake(), stream, from, stream.length - 16, script.context());
  }

  private static void changesNothing(IntakeScript plain, IntakeScript foreseeing, long pathId) {
    Random random = new Random(1);
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      UpdateBuilder update = randomUpdate(random);
      messages.add((pathId == 0 ? update : update.pathId(pathId + i % 3)).encode());
    }
    byte[] stream = stream(messages);
    byte[] noise = new byte[400];
    int at = 0;
    int seen = 0;
    for (byte[] message : messages) {
      if (at >= seen) {
        seen = foresee(foreseeing, stream, at);
        random.nextBytes(noise);
        foresee(foreseeing, noise, 0);
      }
      plain.send(message);
      foreseeing.send(message);
      at += message.length;
    }

    assertThat(plain.events()).hasSizeGreaterThan(100);
    assertThat(foreseeing.events()).isEqualTo(plain.events());
    for (Family family : IntakeScript.BOTH) {
      assertThat(foreseeing.intake().routes(family)).isEqualTo(plain.intake().routes(family));
      assertThat(foreseeing.table().prefixes(family)).isEqualTo(plain.table().prefixes(family));
    }
    assertThat(foreseeing.table().attributeSets()).isEqualTo(plain.table().attributeSets());
  }

  @Test
  void changesNothingOfWhatIsHeldAndTold() {
    changesNothing(IntakeScript.up(), IntakeScript.up(), 0);
  }

  @Test
  void changesNothingWhereASessionSendsSeveralPaths() {
    changesNothing(IntakeScript.upWithPaths(1), IntakeScript.upWithPaths(1), 1);
  }

  @Test
  void looksAtAllThatIsKnownAndSkipsWhatIsNew() {
    List<byte[]> messages = new ArrayList<>();
    IntakeScript script = IntakeScript.up();
    for (int i = 0; i < 200; i++) {
      messages.add(anUpdate().announcing("198.51." + i + ".0/24").encode());
    }
    byte[] stream = stream(messages);
    int all = stream.length - 16;

    assertThat(foresee(script, stream, 0)).isEqualTo(all);

    messages.forEach(script::send);
    int looks = 0;
    for (int at = 0; at < all; looks++) {
      at = foresee(script, stream, at);
    }
    assertThat(looks).isEqualTo(4);
  }
}
