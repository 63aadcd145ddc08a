package io.prefixwatch.daemon.config.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @CsvSource({"500ms, 500", "30s, 30000", "5m, 300000", "2h, 7200000", "1d, 86400000", "0, 0"})
  void readsDurations(String text, long millis) throws BadValue {
    assertThat(Values.duration(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "30", "s", "-1s", "1.5s", "1 s", "1S", "1w", "01s", "1s1s", "99999999999d"})
  void refusesWhatIsNoDuration(String text) {
    assertThatExceptionOfType(BadValue.class).isThrownBy(() -> Values.duration(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "no", "on", "1", "", "y", "tRUE"})
  void refusesWhatIsNeitherTrueNorFalse(String text) {
    assertThatExceptionOfType(BadValue.class).isThrownBy(() -> Values.bool(text));
  }

  @Test
  void readsTrueAndFalse() throws BadValue {
    assertThat(Values.bool("true")).isTrue();
    assertThat(Values.bool("false")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+1", "007", "1.0", "0x1", "1_0", "33", "٣", "99999999999"})
  void refusesWhatIsNoNumberWithinItsBounds(String text) {
    assertThatExceptionOfType(BadValue.class).isThrownBy(() -> Values.number(0, 32).parse(text));
  }

  @Test
  void readsNumbersAtTheirBounds() throws BadValue {
    assertThat(Values.number(0, 32).parse("0")).isZero();
    assertThat(Values.number(0, 32).parse("32")).isEqualTo(32);
    assertThat(Values.count("2147483647")).isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1-1", "--1", "1e3", "NaN", "90.1", "Infinity", "1,5", "0x1p3"})
  void refusesWhatIsNoDecimalWithinItsBounds(String text) {
    assertThatExceptionOfType(BadValue.class).isThrownBy(() -> Values.decimal(-90, 90).parse(text));
  }

  @Test
  void readsDecimals() throws BadValue {
    assertThat(Values.decimal(-90, 90).parse("-0.01")).isEqualTo(-0.01);
  }

  @Test
  void readsTimesWithAnOffsetOnly() throws BadValue {
    assertThat(Values.time("2027-01-01T01:00:00+01:00"))
        .isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
    assertThatExceptionOfType(BadValue.class).isThrownBy(() -> Values.time("2027-01-01T00:00:00"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "Gb", "GBR", "", "G1"})
  void refusesWhatIsNoCountry(String text) {
    assertThatExceptionOfType(BadValue.class).isThrownBy(() -> Values.country(text));
  }

  @Test
  void readsNorway() throws BadValue {
    assertThat(Values.country("NO")).isEqualTo("NO");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " a", "a ", "a\nb"})
  void refusesWhatIsNoId(String text) {
    assertThatExceptionOfType(BadValue.class).isThrownBy(() -> Values.id(text));
    assertThatExceptionOfType(BadValue.class).isThrownBy(() -> Values.id("x".repeat(129)));
    assertThatExceptionOfType(BadValue.class).isThrownBy(() -> Values.sessionId("a/b"));
  }

  @Test
  void suggestsTheNearestWordButNotForASecret() {
    assertThatExceptionOfType(BadValue.class)
        .isThrownBy(() -> Values.word("isp", "ixp").parse("ips"))
        .satisfies(
            bad -> {
              assertThat(bad.hint(false)).isEqualTo("did you mean \"isp\"? known: isp, ixp");
              assertThat(bad.hint(true)).isEmpty();
            });
  }
}
