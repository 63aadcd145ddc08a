package io.prefixwatch.daemon.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.malformed.MalformedCase;
import io.prefixwatch.bgp.fixture.malformed.MalformedCases;
import io.prefixwatch.bgp.fixture.malformed.Reaction;
import io.prefixwatch.bgp.fixture.malformed.Reaction.Kind;
import io.prefixwatch.bgp.fixture.malformed.Setting;
import io.prefixwatch.daemon.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every malformed message of the catalogue, as {@code decode} shows it. */
class MalformedMessagesTest {

  static List<MalformedCase> cases() {
    return MalformedCases.all();
  }

  private static String line(MalformedCase malformed) throws IOException {
    Setting setting = malformed.setting();
    MessageInspector inspector =
        new MessageInspector(setting.scan(), setting != Setting.NOT_EXTENDED);
    JsonWriter out = new JsonWriter();
    inspector.inspect(malformed.message().toByteArray(), out);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    out.drainTo(line);
    return line.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void saysWhatASessionWouldDo(MalformedCase malformed) throws IOException {
    String line = line(malformed);

    JsonNode decoded = JsonMapper.shared().readTree(line);
    Reaction reaction = malformed.decoded();
    assertThat(decoded.get("outcome").asString()).isEqualTo(outcome(reaction.kind()));
    assertNotification(decoded.get("notification"), reaction);
    if (reaction.kind() == Kind.WITHDRAWN) {
      assertThat(decoded.get("announced")).isEmpty();
    }
    malformed
        .shows()
        .forEach(
            (pointer, json) ->
                assertThat(decoded.at(pointer))
                    .as(pointer)
                    .isEqualTo(JsonMapper.shared().readTree(json)));
  }

  private static String outcome(Kind kind) {
    return switch (kind) {
      case ACCEPTED -> "ok";
      case DISCARDED -> "attribute-discard";
      case WITHDRAWN -> "treat-as-withdraw";
      case RESET, CLOSED -> "session-reset";
    };
  }

  private static void assertNotification(JsonNode shown, Reaction reaction) {
    if (reaction.kind() != Kind.RESET) {
      assertThat(shown.isNull()).isTrue();
      return;
    }
    assertThat(shown.get("code").asInt() + "/" + shown.get("subcode").asInt())
        .isEqualTo(reaction.error());
    if (reaction.data() != null) {
      assertThat(shown.get("data").asString()).isEqualTo(reaction.data());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void printsNothingThatATerminalWouldObey(MalformedCase malformed) throws IOException {
    String line = line(malformed);

    assertThat(line).endsWith("}\n");
    assertThat(line.substring(0, line.length() - 1).codePoints())
        .noneMatch(c -> c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E));
  }
}
