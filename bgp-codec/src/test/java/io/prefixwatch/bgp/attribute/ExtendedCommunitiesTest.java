package io.prefixwatch.bgp.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Extended communities that say something to people (RFC 4360, 5668, 8097). */
class ExtendedCommunitiesTest {

  private static ExtendedCommunities community(String hex) {
    return ExtendedCommunities.of(Long.parseUnsignedLong(hex, 16));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "0002fbf400000064,target:64500:100",
    "0002ffffffffffff,target:65535:4294967295",
    "0102c00002010007,target:192.0.2.1:7",
    "0202fffffffe0001,target:4294967294:1",
    "4002fbf400000064,target:64500:100",
    "0003fbf400000064,origin:64500:100",
    "0103c0000201ffff,origin:192.0.2.1:65535",
    "4300000000000000,validation:valid",
    "4300000000000001,validation:not-found",
    "4300000000000002,validation:invalid"
  })
  void tellsTargetsOriginsAndValidation(String hex, String text) {
    assertThat(community(hex).text(0)).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "8006000046160000", // a traffic rate
        "0302fbf400000064", // opaque, with the subtype of a target
        "4300000000000003", // an unassigned state
        "ffffffffffffffff",
        "0000000000000000"
      })
  void leavesAllOthersToTheirOctets(String hex) {
    assertThat(community(hex).text(0)).isNull();
  }

  @Test
  void keepsTheOctetsOfAll() {
    StringBuilder out = new StringBuilder();
    community("0002fbf400000064").appendTo(out, 0);

    assertThat(out).hasToString("0002fbf400000064");
  }
}
