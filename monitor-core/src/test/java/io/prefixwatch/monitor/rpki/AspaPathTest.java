package io.prefixwatch.monitor.rpki;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.attribute.AsPath;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Path verification; the published vectors are checked by the daemon's tests, which read JSON. */
class AspaPathTest {

  private static final AspaTable ASPAS =
      AspaTable.of(
          Map.of(
              64501L, Set.of(64502L, 64503L),
              64502L, Set.of(0L),
              64503L, Set.of(0L, 64504L)));

  private static AspaPath path(long neighbour, long... hops) {
    return AspaPath.of(AsPath.of(hops), neighbour, ASPAS);
  }

  @Test
  void acceptsAnAttestedClimb() {
    assertThat(path(64504, 64504, 64503, 64503, 64501).upstream()).isEqualTo(AspaVerdict.VALID);
  }

  @Test
  void refusesAClimbThatTheCustomerContradicts() {
    AspaPath leaked = path(64505, 64505, 64501);

    assertThat(leaked.upstream()).isEqualTo(AspaVerdict.INVALID);
    assertThat(leaked.contradictions(ASPAS, true)).containsExactly("AS64501 does not name AS64505");
  }

  @Test
  void knowsNothingWhereNobodyAttests() {
    assertThat(path(64508, 64508, 64507).upstream()).isEqualTo(AspaVerdict.UNKNOWN);
  }

  @Test
  void letsADownstreamPathOfTwoPass() {
    assertThat(path(64502, 64502, 64504).downstream()).isEqualTo(AspaVerdict.VALID);
    assertThat(path(64502, 64502).downstream()).isEqualTo(AspaVerdict.VALID);
  }

  @Test
  void seesAValleyDownstream() {
    // 64501 has a route from its provider 64502 and hands it to its provider 64503.
    AspaPath valley = path(64503, 64503, 64501, 64502, 64506);

    assertThat(valley.downstream()).isEqualTo(AspaVerdict.INVALID);
  }

  @Test
  void refusesAnEmptyPathASetAndAForeignNeighbour() {
    assertThat(path(64501).upstream()).isEqualTo(AspaVerdict.INVALID);
    assertThat(path(64502, 64501).downstream()).isEqualTo(AspaVerdict.INVALID);
    assertThat(path(AspaPath.ANY_NEIGHBOUR, 64501).downstream()).isEqualTo(AspaVerdict.VALID);
  }

  @Test
  void dropsAs0BesideOthersAndWhatNobodyMayAttest() {
    AspaTable table =
        AspaTable.of(Map.of(0L, Set.of(64501L), 64501L, Set.of(), 64503L, Set.of(0L, 64504L)));

    assertThat(table.size()).isEqualTo(1);
    assertThat(table.providers(64503)).containsExactly(64504L);
    assertThat(table.hop(64503, 64504)).isEqualTo(AspaTable.Hop.PROVIDER);
    assertThat(table.hop(64503, 0)).isEqualTo(AspaTable.Hop.NOT_PROVIDER);
    assertThat(table.hop(64501, 64504)).isEqualTo(AspaTable.Hop.NO_ATTESTATION);
  }

  @Test
  void tellsWhoseAttestationChanged() {
    AspaTable after =
        AspaTable.of(Map.of(64501L, Set.of(64503L, 64502L), 4_200_000_000L, Set.of(64502L)));

    assertThat(after.changedSince(ASPAS)).containsExactly(64502L, 64503L, 4_200_000_000L);
  }
}
