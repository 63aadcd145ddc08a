package io.prefixwatch.daemon.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.fixture.RandomUpdates;
import io.prefixwatch.bgp.fixture.UpdateEncoder;
import io.prefixwatch.bgp.fixture.UpdateSketch;
import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.update.PeerSort;
import io.prefixwatch.bgp.update.ScanContext;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * However a peer writes its UPDATEs, the same routes are held and the same records are said. Every
 * failure names its seed.
 */
class MetamorphicTest {

  private static final long SEED = Long.getLong("prefixwatch.fuzz.seed", 7911);
  private static final int STORIES = 150;
  private static final int SECONDS = 12;

  /** An attribute type that no story has. */
  private static final int ADDED = 77;

  private static final ScanContext PLAIN = ScanContext.of(PeerSort.EBGP);

  /** Writes one UPDATE as one or several messages. */
  private interface Writing extends Function<UpdateSketch, List<byte[]>> {}

  private static List<UpdateSketch> story(long seed) {
    RandomUpdates updates = new RandomUpdates(new Random(seed));
    List<UpdateSketch> story = new ArrayList<>();
    for (int i = 0; i < SECONDS; i++) {
      story.add(updates.next());
    }
    return story;
  }

  private static Transcript told(List<UpdateSketch> story, ScanContext context, Writing writing) {
    return Transcript.of(context, story.stream().map(writing).toList());
  }

  private static List<byte[]> plainly(UpdateSketch sketch) {
    return List.of(UpdateEncoder.PLAIN.encode(sketch));
  }

  private static void assertSame(Writing writing) {
    assertSame(PLAIN, writing, line -> line);
  }

  private static void assertSame(
      ScanContext context, Writing writing, UnaryOperator<String> without) {
    int records = 0;
    for (long seed = SEED; seed < SEED + STORIES; seed++) {
      List<UpdateSketch> story = story(seed);
      Transcript plain = told(story, PLAIN, MetamorphicTest::plainly);

      Transcript other = told(story, context, writing);

      assertThat(routes(other)).as("seed %s", seed).isEqualTo(plain.routes());
      assertThat(other.lines().stream().map(without))
          .as("seed %s", seed)
          .containsExactlyElementsOf(plain.lines());
      records += plain.lines().size();
    }
    assertThat(records).as("stories in which something happens").isGreaterThan(10 * STORIES);
  }

  /** As held, but for the attribute that a test has added. */
  private static Map<Prefix, PathAttributes> routes(Transcript transcript) {
    Map<Prefix, PathAttributes> routes = new HashMap<>(transcript.routes());
    routes.replaceAll((prefix, attributes) -> RibModel.without(ADDED, attributes));
    return routes;
  }

  @Test
  void saysTheSameForAnyOrderOfAttributes() {
    Random random = new Random(SEED);
    assertSame(
        sketch -> {
          List<byte[]> attributes =
              new ArrayList<>(UpdateEncoder.PLAIN.attributes(sketch).values());
          Collections.shuffle(attributes, random);
          return List.of(message(sketch, attributes));
        });
  }

  @Test
  void saysTheSameWithUnknownOptionalAttributes() {
    assertSame(
        sketch -> {
          List<byte[]> attributes =
              new ArrayList<>(UpdateEncoder.PLAIN.attributes(sketch).values());
          attributes.add(UpdateEncoder.attribute(0xE0, ADDED, (byte) 1, (byte) 2));
          return List.of(message(sketch, attributes));
        });
  }

  @Test
  void saysTheSameForOneMessageAPrefix() {
    assertSame(MetamorphicTest::onePrefixAMessage);
  }

  @Test
  void saysTheSameForWithdrawalsInMessagesOfTheirOwn() {
    assertSame(
        sketch ->
            List.of(
                UpdateEncoder.PLAIN.encode(only(sketch, sketch.withdrawn(), none(), none())),
                UpdateEncoder.PLAIN.encode(
                    only(sketch, none(), sketch.plain(), sketch.multiprotocol()))));
  }

  @Test
  void saysTheSameWhenEverythingIsSentTwice() {
    assertSame(
        sketch -> {
          byte[] message = UpdateEncoder.PLAIN.encode(sketch);
          return List.of(message, message);
        });
  }

  @Test
  void saysTheSameForAPeerWithTwoOctetNumbers() {
    UpdateEncoder narrow = new UpdateEncoder(false, false, false);
    assertSame(PLAIN.withAs4(false), sketch -> List.of(narrow.encode(sketch)), line -> line);
  }

  @Test
  void saysTheSameForPathIdentifierZeroAsForNone() {
    UpdateEncoder encoder = new UpdateEncoder(true, true, true);
    assertSame(
        PLAIN.withAddPath(true, true),
        sketch ->
            List.of(
                encoder.encode(
                    only(
                        sketch,
                        Transcript.identified(sketch.withdrawn(), 0),
                        Transcript.identified(sketch.plain(), 0),
                        Transcript.identified(sketch.multiprotocol(), 0)))),
        line -> line.replace("\"path_id\":0,", "\"path_id\":null,"));
  }

  /** Something that matters must not look the same. */
  @Test
  void saysSomethingElseForAnotherOrigin() {
    List<UpdateSketch> story = story(SEED);
    Transcript plain = told(story, PLAIN, MetamorphicTest::plainly);

    Transcript other =
        told(
            story,
            PLAIN,
            sketch ->
                plainly(
                    new UpdateSketch(
                        sketch.withdrawn(),
                        sketch.plain(),
                        sketch.plainNextHop(),
                        sketch.multiprotocol(),
                        sketch.multiprotocolNextHop(),
                        story.get(0).attributes())));

    assertThat(other.lines()).isNotEqualTo(plain.lines());
    assertThat(other.routes()).isNotEqualTo(plain.routes());
  }

  private static byte[] message(UpdateSketch sketch, List<byte[]> attributes) {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    attributes.forEach(list::writeBytes);
    return UpdateEncoder.message(
        UpdateEncoder.PLAIN.withdrawnField(sketch),
        list.toByteArray(),
        UpdateEncoder.PLAIN.nlri(sketch.plain()));
  }

  private static List<Nlri> none() {
    return List.of();
  }

  private static UpdateSketch only(
      UpdateSketch sketch, List<Nlri> withdrawn, List<Nlri> plain, List<Nlri> multiprotocol) {
    return new UpdateSketch(
        withdrawn,
        plain,
        sketch.plainNextHop(),
        multiprotocol,
        sketch.multiprotocolNextHop(),
        sketch.attributes());
  }

  /** In the order in which one message counts: withdrawals first, plain NLRI first. */
  private static List<byte[]> onePrefixAMessage(UpdateSketch sketch) {
    List<UpdateSketch> pieces = new ArrayList<>();
    for (boolean ipv6 : List.of(false, true)) {
      for (Nlri nlri : sketch.withdrawn()) {
        if (nlri.prefix().ipv6() == ipv6) {
          pieces.add(only(sketch, List.of(nlri), none(), none()));
        }
      }
    }
    sketch.plain().forEach(nlri -> pieces.add(only(sketch, none(), List.of(nlri), none())));
    sketch.multiprotocol().forEach(nlri -> pieces.add(only(sketch, none(), none(), List.of(nlri))));
    return pieces.stream().map(UpdateEncoder.PLAIN::encode).toList();
  }
}
