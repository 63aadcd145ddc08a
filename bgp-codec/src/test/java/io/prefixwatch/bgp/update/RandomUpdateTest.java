package io.prefixwatch.bgp.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.error.Disposition;
import io.prefixwatch.bgp.fixture.RandomUpdates;
import io.prefixwatch.bgp.fixture.Scans;
import io.prefixwatch.bgp.fixture.UpdateEncoder;
import io.prefixwatch.bgp.fixture.UpdateSketch;
import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.message.UpdateMessage;
import io.prefixwatch.bgp.message.UpdateMessage.Announced;
import io.prefixwatch.bgp.net.Prefix;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * What a valid UPDATE says does not depend on how it is written. Every failure names the seed of
 * its UPDATE.
 */
class RandomUpdateTest {

  private static final long SEED = Long.getLong("prefixwatch.fuzz.seed", 8654);
  private static final int ROUNDS = 5_000;

  private static void forEachUpdate(BiConsumer<UpdateSketch, Random> check) {
    for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
      Random random = new Random(seed);
      try {
        check.accept(new RandomUpdates(random).next(), random);
      } catch (RuntimeException | AssertionError failure) {
        throw new AssertionError("seed " + seed, failure);
      }
    }
  }

  private static void assertSays(UpdateMessage message, UpdateSketch sketch) {
    assertThat(message.issues()).isEmpty();
    assertThat(message.outcome()).isEqualTo(Disposition.NONE);
    assertThat(message.withdrawn()).containsExactlyInAnyOrderElementsOf(sketch.withdrawn());
    List<Announced> announced = new ArrayList<>();
    sketch.plain().forEach(nlri -> announced.add(new Announced(nlri, sketch.plainNextHop())));
    sketch
        .multiprotocol()
        .forEach(nlri -> announced.add(new Announced(nlri, sketch.multiprotocolNextHop())));
    assertThat(message.announced()).containsExactlyInAnyOrderElementsOf(announced);
    if (sketch.announces()) {
      assertThat(message.attributes()).isEqualTo(sketch.attributes());
    }
  }

  private static byte[] message(UpdateSketch sketch, List<byte[]> attributes) {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    attributes.forEach(list::writeBytes);
    return UpdateEncoder.message(
        UpdateEncoder.PLAIN.withdrawnField(sketch),
        list.toByteArray(),
        UpdateEncoder.PLAIN.nlri(sketch.plain()));
  }

  @Test
  void saysWhatWasWritten() {
    forEachUpdate(
        (sketch, random) ->
            assertSays(Scans.decode(UpdateEncoder.PLAIN.encode(sketch), Scans.EBGP), sketch));
  }

  @Test
  void saysTheSameInAnyOrderOfAttributes() {
    forEachUpdate(
        (sketch, random) -> {
          List<byte[]> shuffled = new ArrayList<>(UpdateEncoder.PLAIN.attributes(sketch).values());
          Collections.shuffle(shuffled, random);

          assertSays(Scans.decode(message(sketch, shuffled), Scans.EBGP), sketch);
        });
  }

  @Test
  void saysTheSameWithLengthsOfTwoOctets() {
    forEachUpdate(
        (sketch, random) -> {
          List<byte[]> wide = new ArrayList<>();
          for (byte[] attribute : UpdateEncoder.PLAIN.attributes(sketch).values()) {
            boolean known = AttributeRules.isKnown(attribute[1] & 0xFF);
            // The flags of unknown attributes are shown as received.
            wide.add(known ? widened(attribute) : attribute);
          }

          assertSays(Scans.decode(message(sketch, wide), Scans.EBGP), sketch);
        });
  }

  private static byte[] widened(byte[] attribute) {
    boolean wide = (attribute[0] & 0x10) != 0;
    int valueAt = wide ? 4 : 3;
    byte[] value = Arrays.copyOfRange(attribute, valueAt, attribute.length);
    return UpdateEncoder.attribute(attribute[0] & 0xFF | 0x10, attribute[1] & 0xFF, value);
  }

  @Test
  void saysTheSameWithHostBitsSet() {
    forEachUpdate(
        (sketch, random) -> {
          SortedMap<Integer, byte[]> attributes = UpdateEncoder.PLAIN.attributes(sketch);
          byte[] nlri = UpdateEncoder.PLAIN.nlri(sketch.plain());
          byte[] withdrawn = UpdateEncoder.PLAIN.withdrawnField(sketch);
          setHostBits(nlri, random);
          setHostBits(withdrawn, random);
          ByteArrayOutputStream list = new ByteArrayOutputStream();
          attributes.values().forEach(list::writeBytes);
          byte[] message = UpdateEncoder.message(withdrawn, list.toByteArray(), nlri);

          assertSays(Scans.decode(message, Scans.EBGP), sketch);
        });
  }

  private static void setHostBits(byte[] nlri, Random random) {
    int at = 0;
    while (at < nlri.length) {
      int length = nlri[at] & 0xFF;
      at += 1 + (length + 7) / 8;
      if (length % 8 != 0) {
        nlri[at - 1] |= (byte) (random.nextInt() & 0xFF >>> length % 8);
      }
    }
  }

  @Test
  void saysTheSameInPathsOfTwoOctetNumbers() {
    UpdateEncoder narrow = new UpdateEncoder(false, false, false);
    forEachUpdate(
        (sketch, random) ->
            assertSays(Scans.decode(narrow.encode(sketch), Scans.OLD_SPEAKER), sketch));
  }

  @Test
  void saysTheSameWithPathIdentifiers() {
    UpdateEncoder encoder = new UpdateEncoder(true, true, true);
    ScanContext context = Scans.EBGP.withAddPath(true, true);
    forEachUpdate(
        (sketch, random) -> {
          UpdateSketch identified = withPathId(sketch, random.nextInt() & 0xFFFF_FFFFL);

          assertSays(Scans.decode(encoder.encode(identified), context), identified);
        });
  }

  private static UpdateSketch withPathId(UpdateSketch sketch, long pathId) {
    return new UpdateSketch(
        withPathId(sketch.withdrawn(), pathId),
        withPathId(sketch.plain(), pathId),
        sketch.plainNextHop(),
        withPathId(sketch.multiprotocol(), pathId),
        sketch.multiprotocolNextHop(),
        sketch.attributes());
  }

  private static List<Nlri> withPathId(List<Nlri> items, long pathId) {
    return items.stream().map(nlri -> new Nlri(nlri.prefix(), pathId)).toList();
  }

  @Test
  void saysTheSameButForUnknownAttributesThatAreAdded() {
    forEachUpdate(
        (sketch, random) -> {
          List<byte[]> more = new ArrayList<>(UpdateEncoder.PLAIN.attributes(sketch).values());
          byte[] value = new byte[random.nextInt(600)];
          random.nextBytes(value);
          more.add(random.nextInt(more.size() + 1), UpdateEncoder.attribute(0xC0, 77, value));

          UpdateMessage plain = Scans.decode(UpdateEncoder.PLAIN.encode(sketch), Scans.EBGP);
          UpdateMessage message = Scans.decode(message(sketch, more), Scans.EBGP);

          assertThat(message.announced()).isEqualTo(plain.announced());
          assertThat(message.withdrawn()).isEqualTo(plain.withdrawn());
          assertThat(message.outcome()).isEqualTo(plain.outcome());
          assertThat(message.attributes().unknown())
              .containsAll(plain.attributes().unknown())
              .hasSize(plain.attributes().unknown().size() + 1);
          assertThat(withoutUnknown(message)).isEqualTo(withoutUnknown(plain));
        });
  }

  private static PathAttributes withoutUnknown(UpdateMessage message) {
    PathAttributes a = message.attributes();
    return new PathAttributes(
        a.origin(),
        a.asPath(),
        a.nextHop(),
        a.med(),
        a.localPref(),
        a.atomicAggregate(),
        a.aggregator(),
        a.communities(),
        a.extendedCommunities(),
        a.largeCommunities(),
        a.originatorId(),
        a.clusterList(),
        a.otc(),
        List.of());
  }

  /** The generator reaches what it is for: an oracle that sees nothing proves nothing. */
  @Test
  void meetsAllShapes() {
    int[] seen = new int[8];
    forEachUpdate(
        (sketch, random) -> {
          PathAttributes attributes = sketch.attributes();
          seen[0] += sketch.withdrawn().isEmpty() ? 0 : 1;
          seen[1] += sketch.plain().isEmpty() || sketch.multiprotocol().isEmpty() ? 0 : 1;
          seen[2] += attributes.asPath().hopCount() > 255 ? 1 : 0;
          seen[3] += attributes.asPath().hasSet() ? 1 : 0;
          seen[4] += attributes.unknown().isEmpty() ? 0 : 1;
          seen[5] += attributes.communities().size() > 63 ? 1 : 0;
          seen[6] += sketch.withdrawn().isEmpty() || !sketch.announces() ? 0 : 1;
          seen[7] += sketch.plain().stream().anyMatch(n -> isOdd(n.prefix())) ? 1 : 0;
        });

    assertThat(Arrays.stream(seen).min().orElse(0)).isGreaterThan(20);
  }

  private static boolean isOdd(Prefix prefix) {
    return prefix.length() % 8 != 0;
  }
}
