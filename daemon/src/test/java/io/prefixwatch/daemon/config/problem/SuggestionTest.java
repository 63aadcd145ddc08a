package io.prefixwatch.daemon.config.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

  private static final List<String> KEYS =
      List.of("asn", "router-id", "hold-time", "prefixes", "listen");

  @ParameterizedTest
  @CsvSource({
    "hold_time, hold-time",
    "holdTime, hold-time",
    "roter-id, router-id",
    "prefxies, prefixes",
    "lisen, listen",
    "ASN, asn",
    "as, ''",
    "timezone, ''",
    "x, ''"
  })
  void namesTheNearestKeyOrNone(String written, String expected) {
    assertThat(Suggestion.nearest(KEYS, written)).isEqualTo(expected);
  }

  @Test
  void listsAFewKnownNamesWhereNoneIsNear() {
    assertThat(Suggestion.among(List.of("lon1", "ams1"), "singapore", "define it"))
        .isEqualTo("known: ams1, lon1");
    assertThat(Suggestion.among(List.of(), "singapore", "define it")).isEqualTo("define it");
  }

  @Test
  void countsASwapOfNeighboursAsOneStep() {
    assertThat(Suggestion.distance("origins", "orgiins")).isEqualTo(1);
    assertThat(Suggestion.distance("", "abc")).isEqualTo(3);
  }
}
