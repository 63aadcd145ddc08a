package io.prefixwatch.bgp.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RFC 6793 section 4.2.3. */
class As4MergeTest {

  private static AsPathBuilder path(SegmentType type, long... hops) {
    return and(new AsPathBuilder(), type, hops);
  }

  private static AsPathBuilder and(AsPathBuilder path, SegmentType type, long... hops) {
    path.segment(type);
    for (long hop : hops) {
      path.hop(hop);
    }
    return path;
  }

  @Test
  void putsTheSurplusOfThePathBeforeTheTrueNumbers() {
    assertThat(As4Merge.merge(AsPath.of(64496, 64497, 23456), AsPath.of(65536)))
        .isEqualTo(AsPath.of(64496, 64497, 65536));
    assertThat(As4Merge.merge(AsPath.of(23456), AsPath.of(65536))).isEqualTo(AsPath.of(65536));
  }

  @Test
  void ignoresAnAs4PathThatIsLonger() {
    AsPath path = AsPath.of(64496, 23456);

    assertThat(As4Merge.merge(path, AsPath.of(65536, 65537, 65538))).isEqualTo(path);
    assertThat(As4Merge.merge(AsPath.EMPTY, AsPath.of(65536))).isEqualTo(AsPath.EMPTY);
  }

  @Test
  void countsASetAsOneHop() {
    AsPath path =
        and(path(SegmentType.AS_SEQUENCE, 64496), SegmentType.AS_SET, 23456, 64497).build();
    AsPath as4 = path(SegmentType.AS_SET, 65536, 64497).build();

    assertThat(As4Merge.merge(path, as4)).hasToString("64496 {65536,64497}");
  }

  @Test
  void keepsConfederationSegmentsThatLeadOrAdjoin() {
    AsPath path =
        and(path(SegmentType.CONFED_SEQUENCE, 64510), SegmentType.AS_SEQUENCE, 64496, 23456)
            .build();

    assertThat(As4Merge.merge(path, AsPath.of(65536))).hasToString("(64510) 64496 65536");
    assertThat(As4Merge.merge(path, AsPath.of(64496, 65536))).hasToString("(64510) 64496 65536");
  }

  @Test
  void dropsConfederationSegmentsInsideTheAs4Path() {
    AsPath as4 =
        and(path(SegmentType.CONFED_SEQUENCE, 64510), SegmentType.AS_SEQUENCE, 65536).build();

    assertThat(As4Merge.merge(AsPath.of(64496, 23456), as4)).isEqualTo(AsPath.of(64496, 65536));
    assertThat(
            As4Merge.merge(
                AsPath.of(64496, 23456), path(SegmentType.CONFED_SEQUENCE, 64510).build()))
        .isEqualTo(AsPath.of(64496, 23456));
  }
}
