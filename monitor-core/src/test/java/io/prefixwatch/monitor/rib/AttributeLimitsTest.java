package io.prefixwatch.monitor.rib;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.attribute.Aggregator;
import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.attribute.AsPathBuilder;
import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.attribute.SegmentType;
import io.prefixwatch.bgp.attribute.UnknownAttribute;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.speak.UpdateBuilder;
import io.prefixwatch.bgp.update.PeerSort;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.bgp.update.UpdateScan;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of attributes that are longer than anybody needs (group 49 of the catalogue). */
class AttributeLimitsTest {

  private static final int OPTIONAL_TRANSITIVE = 0xC0;
  private static final ScanContext SESSION = ScanContext.of(PeerSort.EBGP);

  private final AttributeStore store = new AttributeStore(new Mixing(3));

  private int intern(UpdateBuilder update, ScanContext context) {
    byte[] message = update.encode();
    UpdateScan scan = new UpdateScan();
    scan.scan(message, 0, message.length, context);
    assertThat(scan.issues()).isEmpty();
    return store.intern(scan.attributes(), context.as4(), scan.plainNextHop());
  }

  private PathAttributes kept(UpdateBuilder update) {
    return store.decode(intern(update, SESSION));
  }

  private static UpdateBuilder announcement() {
    return anUpdate().announcing("203.0.113.0/24");
  }

  /** Hops 1, 2, 3 and so on. */
  private static AsPath path(int hops) {
    return AsPath.of(LongStream.rangeClosed(1, hops).toArray());
  }

  private static byte[] octets(int count) {
    byte[] octets = new byte[count];
    for (int i = 0; i < count; i++) {
      octets[i] = (byte) i;
    }
    return octets;
  }

  @Test
  void keepsAPathOfAsManyHopsAsAreKept() {
    AsPath path = kept(announcement().path(path(1_024))).asPath();

    assertThat(path).isEqualTo(path(1_024));
    assertThat(path.isTruncated()).isFalse();
  }

  @ParameterizedTest(name = "{0} hops")
  @ValueSource(ints = {1_025, 2_049, 16_000})
  void keepsTheFirstAndLastHopsOfALongerPath(int hops) {
    PathAttributes attributes = kept(announcement().path(path(hops)));

    AsPath path = attributes.asPath();
    assertThat(path.isTruncated()).isTrue();
    assertThat(attributes.isTruncated()).isTrue();
    assertThat(path.hopCount()).isEqualTo(1_024);
    assertThat(path.hop(0)).isEqualTo(1);
    assertThat(path.hop(63)).isEqualTo(64);
    assertThat(path.hop(64)).isEqualTo(hops - 959);
    assertThat(path.hop(1_023)).isEqualTo(hops);
    assertThat(path.toString()).contains(" 64 ... " + (hops - 959) + " ");
  }

  @Test
  void keepsTheSegmentsOfALongerPath() {
    AsPathBuilder builder = new AsPathBuilder().segment(SegmentType.AS_SEQUENCE);
    LongStream.rangeClosed(1, 50).forEach(builder::hop);
    builder.segment(SegmentType.AS_SET);
    LongStream.rangeClosed(51, 200).forEach(builder::hop);
    builder.segment(SegmentType.AS_SEQUENCE);
    LongStream.rangeClosed(201, 2_000).forEach(builder::hop);
    builder.segment(SegmentType.AS_SET).hop(2_001).hop(2_002);

    AsPath path = kept(announcement().path(builder.build())).asPath();

    assertThat(path.hopCount()).isEqualTo(1_024);
    assertThat(path.segmentCount()).isEqualTo(4);
    assertThat(path.segmentType(1)).isEqualTo(SegmentType.AS_SET);
    assertThat(path.segmentEnd(0)).isEqualTo(50);
    assertThat(path.segmentEnd(1)).isEqualTo(64);
    assertThat(path.segmentEnd(2)).isEqualTo(1_022);
    assertThat(path.hop(1_023)).isEqualTo(2_002);
  }

  @Test
  void mergesTheLongPathOfAnOldSpeakerBeforeItIsCut() {
    ByteBuffer as4Path = ByteBuffer.allocate(10);
    as4Path.put((byte) 2).put((byte) 2).putInt(65_536).putInt(64_501);
    ByteBuffer aggregator = ByteBuffer.allocate(6).putShort((short) 64_501).putInt(0xC0000201);

    PathAttributes attributes =
        store.decode(
            intern(
                announcement()
                    .as2()
                    .path(path(3_000))
                    .attribute(OPTIONAL_TRANSITIVE, 17, as4Path.array())
                    .attribute(OPTIONAL_TRANSITIVE, 7, aggregator.array()),
                SESSION.withAs4(false)));

    assertThat(attributes.asPath().hopCount()).isEqualTo(1_024);
    assertThat(attributes.asPath().hop(1_022)).isEqualTo(65_536);
    assertThat(attributes.asPath().hop(1_023)).isEqualTo(64_501);
    assertThat(attributes.aggregator())
        .isEqualTo(new Aggregator(64_501, Address.parse("192.0.2.1")));
  }

  @Test
  void keepsAThousandCommunitiesOfEachKind() {
    PathAttributes attributes =
        kept(
            announcement()
                .via(64496)
                .attribute(OPTIONAL_TRANSITIVE, 8, octets(4 * 1_025))
                .attribute(OPTIONAL_TRANSITIVE, 16, octets(8 * 1_025))
                .attribute(OPTIONAL_TRANSITIVE, 32, octets(12 * 1_025)));

    assertThat(attributes.communities().size()).isEqualTo(1_024);
    assertThat(attributes.communities().isTruncated()).isTrue();
    assertThat(attributes.communities().at(0)).isEqualTo(0x00010203);
    assertThat(attributes.extendedCommunities().size()).isEqualTo(1_024);
    assertThat(attributes.extendedCommunities().isTruncated()).isTrue();
    assertThat(attributes.largeCommunities().size()).isEqualTo(1_024);
    assertThat(attributes.largeCommunities().isTruncated()).isTrue();
  }

  @Test
  void marksNothingThatIsWhole() {
    PathAttributes attributes =
        kept(
            announcement()
                .via(64496)
                .attribute(OPTIONAL_TRANSITIVE, 8, octets(4 * 1_024))
                .attribute(OPTIONAL_TRANSITIVE, 32, octets(12 * 1_024))
                .attribute(OPTIONAL_TRANSITIVE, 99, octets(256)));

    assertThat(attributes.isTruncated()).isFalse();
    assertThat(attributes.communities().size()).isEqualTo(1_024);
    assertThat(attributes.unknown().get(0).value().length()).isEqualTo(256);
    assertThat(attributes.unknown().get(0).length()).isEqualTo(256);
  }

  @Test
  void keeps256OctetsOfAnUnknownAttributeAndItsLength() {
    UnknownAttribute unknown =
        kept(announcement().via(64496).attribute(0xE0, 99, octets(5_000))).unknown().get(0);

    assertThat(unknown.type()).isEqualTo(99);
    assertThat(unknown.flags()).isEqualTo(0xE0);
    assertThat(unknown.length()).isEqualTo(5_000);
    assertThat(unknown.value().length()).isEqualTo(256);
    assertThat(unknown.value().at(255)).isEqualTo(255);
  }

  @Test
  void keeps1024OctetsOfAllUnknownAttributes() {
    UpdateBuilder update = announcement().via(64496);
    for (int type = 100; type < 110; type++) {
      update.attribute(OPTIONAL_TRANSITIVE, type, octets(200));
    }

    List<UnknownAttribute> unknown = kept(update).unknown();

    assertThat(unknown).hasSize(10);
    assertThat(unknown).allSatisfy(each -> assertThat(each.length()).isEqualTo(200));
    assertThat(unknown.stream().mapToInt(each -> each.value().length()).sum()).isEqualTo(1_024);
    assertThat(unknown.get(5).value().length()).isEqualTo(24);
    assertThat(unknown.get(9).value().isEmpty()).isTrue();
  }

  @Test
  void takesTheSameLongAttributesForTheSame() {
    UpdateBuilder update = announcement().path(path(5_000));

    assertThat(intern(update, SESSION)).isEqualTo(intern(update, SESSION));
    assertThat(intern(announcement().path(path(5_000).shortened(64, 960)), SESSION))
        .as("a path of just these hops is another")
        .isNotEqualTo(intern(update, SESSION));
  }
}
