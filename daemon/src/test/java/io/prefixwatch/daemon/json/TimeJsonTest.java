package io.prefixwatch.daemon.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeJsonTest {

  private static final DateTimeFormatter SIX_DECIMALS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static String json(long micros) {
    JsonWriter out = new JsonWriter();
    TimeJson.write(out, micros);
    return JsonWriterTest.text(out);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01T00:00:00.000000Z",
    "1, 1970-01-01T00:00:00.000001Z",
    "951782400000000, 2000-02-29T00:00:00.000000Z",
    "951868799999999, 2000-02-29T23:59:59.999999Z",
    "1795176000123456, 2026-11-20T12:00:00.123456Z",
    "4294967295999999, 2106-02-07T06:28:15.999999Z",
    "-1, 1969-12-31T23:59:59.999999Z"
  })
  void writesSixDecimalsInUtc(long micros, String text) {
    assertThat(json(micros)).isEqualTo("\"" + text + "\"");
  }

  @Test
  void agreesWithTheCalendarOfTheJdk() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      long seconds = random.nextLong(253_402_300_800L);
      int micros = random.nextInt(1_000_000);
      String expected = SIX_DECIMALS.format(Instant.ofEpochSecond(seconds, 1000L * micros));

      assertThat(json(1_000_000 * seconds + micros)).isEqualTo("\"" + expected + "\"");
    }
  }
}
