package io.prefixwatch.daemon.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonWriterTest {

  static String text(JsonWriter out) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try {
      out.drainTo(octets);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return octets.toString(StandardCharsets.UTF_8);
  }

  @Test
  void writesCommasWhereTheyBelong() {
    JsonWriter out = new JsonWriter();

    out.beginObject().name("a").number(1).name("b").beginArray().endArray();
    out.name("c").beginArray().number(1).beginArray().number(2).endArray().beginObject();
    out.name("d").nullValue().endObject().bool(true).bool(false).endArray();
    out.name(JsonKey.of("e")).label("x").endObject().endLine();
    out.beginObject().endObject().endLine();

    assertThat(text(out))
        .isEqualTo("{\"a\":1,\"b\":[],\"c\":[1,[2],{\"d\":null},true,false],\"e\":\"x\"}\n{}\n");
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        9,
        10,
        99,
        100,
        4294967295L,
        999999999999999999L,
        1000000000000000000L,
        Long.MAX_VALUE,
        -1,
        Long.MIN_VALUE
      })
  void writesNumbers(long value) {
    assertThat(text(new JsonWriter().number(value))).isEqualTo(Long.toString(value));
  }

  @Test
  void growsWithWhatIsWritten() {
    JsonWriter out = new JsonWriter().beginArray();
    for (int i = 0; i < 10_000; i++) {
      out.number(4294967295L);
    }

    assertThat(text(out.endArray())).hasSize(11 * 10_000 + 1);
  }

  @Test
  void copiesMembersOfAnotherWriter() {
    JsonWriter members = new JsonWriter().name("b").number(2).name("c").number(3);

    assertThat(text(new JsonWriter().beginObject().name("a").number(1).more(members).endObject()))
        .isEqualTo("{\"a\":1,\"b\":2,\"c\":3}");
  }

  @ParameterizedTest(name = "U+{0}")
  @CsvSource({
    "0000,\\u0000", // NUL
    "001b,\\u001b", // ESC
    "000a,\\u000a", // a new line
    "0022,\\\"",
    "005c,\\\\",
    "007f,\\u007f", // DEL
    "0085,\\u0085", // C1
    "00ad,\\u00ad", // soft hyphen
    "200b,\\u200b", // zero width space
    "2028,\\u2028", // line separator
    "2029,\\u2029", // paragraph separator
    "202e,\\u202e", // right-to-left override
    "2066,\\u2066", // isolate
    "feff,\\ufeff", // byte order mark
    "e000,\\ue000", // private use
    "e0041,\\udb40\\udc41" // tag
  })
  void escapesWhatCannotBeSeen(String character, String escaped) {
    String value = Character.toString(Integer.parseInt(character, 16));

    String json = text(new JsonWriter().string(value));

    assertThat(json).isEqualTo("\"" + escaped + "\"");
    assertThat(JsonMapper.shared().readTree(json).asString()).isEqualTo(value);
  }

  @Test
  void escapesALoneSurrogate() {
    assertThat(text(new JsonWriter().string("a\ud800b"))).isEqualTo("\"a\\ud800b\"");
  }

  @Test
  void keepsEverythingThatCanBeSeen() {
    String value = "maintenance: Gr\u00fc\u00dfe \u4f60\u597d \ud83d\ude80 </script>";

    assertThat(text(new JsonWriter().string(value))).isEqualTo("\"" + value + "\"");
  }

  @Test
  void cannotBeBrokenOutOf() {
    String attack = "\",\"x\":\"y\r\n\u001b[31m";

    String json = text(new JsonWriter().beginObject().name("text").string(attack).endObject());

    assertThat(json.lines()).hasSize(1);
    assertThat(JsonMapper.shared().readTree(json).get("text").asString()).isEqualTo(attack);
    assertThat(JsonMapper.shared().readTree(json).size()).isEqualTo(1);
  }
}
