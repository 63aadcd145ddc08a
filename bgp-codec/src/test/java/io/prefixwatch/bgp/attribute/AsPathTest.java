package io.prefixwatch.bgp.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AsPathTest {

  @Test
  void answersEveryQuestionAboutTheEmptyPath() {
    assertThat(AsPath.EMPTY.isEmpty()).isTrue();
    assertThat(AsPath.EMPTY.segmentCount()).isZero();
    assertThat(AsPath.EMPTY.length()).isZero();
    assertThat(AsPath.EMPTY.hasSet()).isFalse();
    assertThat(AsPath.EMPTY.hasConfederation()).isFalse();
    assertThat(AsPath.EMPTY.withoutConfederation()).isEqualTo(AsPath.EMPTY);
    assertThat(AsPath.EMPTY).hasToString("").isEqualTo(AsPath.of());
  }

  @Test
  void joinsAdjacentSequencesOnly() {
    AsPath path =
        new AsPathBuilder()
            .segment(SegmentType.AS_SEQUENCE)
            .hop(64496)
            .segment(SegmentType.AS_SEQUENCE)
            .hop(64497)
            .segment(SegmentType.AS_SET)
            .hop(64498)
            .segment(SegmentType.AS_SET)
            .hop(64499)
            .build();

    assertThat(path.segmentCount()).isEqualTo(3);
    assertThat(path).hasToString("64496 64497 {64498} {64499}");
    assertThat(path.length()).isEqualTo(4);
  }

  @Test
  void countsSetsAsOneAndConfederationSegmentsAsNothing() {
    AsPath path =
        new AsPathBuilder()
            .segment(SegmentType.CONFED_SEQUENCE)
            .hop(64510)
            .hop(64511)
            .segment(SegmentType.AS_SEQUENCE)
            .hop(64496)
            .segment(SegmentType.AS_SET)
            .hop(64497)
            .hop(64498)
            .build();

    assertThat(path.length()).isEqualTo(2);
    assertThat(path.hopCount()).isEqualTo(5);
    assertThat(path.withoutConfederation()).hasToString("64496 {64497,64498}");
  }

  @Test
  void losesItsFirstHopAndKeepsItsSegments() {
    AsPath plain = AsPath.of(64496, 64497, 64498);
    AsPath withSet =
        new AsPathBuilder()
            .append(AsPath.of(64496, 64497), 0)
            .append(new AsPath(new int[] {64498, 64499}, new int[] {1 << 24 | 2}), 0)
            .build();

    assertThat(plain.withoutFirst()).isEqualTo(AsPath.of(64497, 64498));
    assertThat(withSet.withoutFirst()).hasToString("64497 {64498,64499}");
  }

  @Test
  void knowsItsFirstTwoHops() {
    AsPath set = new AsPath(new int[] {64496, 64497}, new int[] {1 << 24 | 2});

    assertThat(AsPath.of(64496, 64497, 64498).startsWith(64496, 64497)).isTrue();
    assertThat(AsPath.of(64496, 64498).startsWith(64496, 64497)).isFalse();
    assertThat(AsPath.of(64496).startsWith(64496, 64497)).isFalse();
    assertThat(AsPath.EMPTY.startsWith(64496, 64497)).isFalse();
    assertThat(set.startsWith(64496, 64497)).isFalse();
  }
}
