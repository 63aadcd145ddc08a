package io.prefixwatch.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.daemon.fixture.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages that other people's programs made, sound and broken: a line each, whatever they hold.
 */
class DecodeCapturesTest {

  private static final Set<String> OUTCOMES =
      Set.of("ok", "attribute-discard", "treat-as-withdraw", "session-reset");

  private static final List<String[]> OPTIONS =
      List.of(
          new String[] {"decode"},
          new String[] {"decode", "--as2", "--peer", "ibgp", "--extended-message"},
          new String[] {
            "decode", "--add-path", "ipv4-unicast", "--add-path", "ipv6-unicast", "--peer", "confed"
          });

  static List<Path> captures() {
    return SharedData.recordings("pcap").stream()
        .filter(file -> !file.toString().endsWith(".jsonl"))
        .toList();
  }

  private static void assertDecodes(List<String> messages) {
    for (String[] options : OPTIONS) {
      CommandRun run = CommandRun.withInput(String.join("\n", messages), options);

      assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
      assertThat(run.err()).isEmpty();
      assertThat(run.out()).hasSameSizeAs(messages);
      for (String line : run.out()) {
        JsonNode decoded = JsonMapper.shared().readTree(line);
        assertThat(decoded.get("outcome").asString()).isIn(OUTCOMES);
        assertThat(decoded.propertyNames()).hasSize(12);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"messages.jsonl", "decoding.jsonl"})
  void decodesEveryMessageThatExabgpTestsWith(String name) throws IOException {
    List<String> messages = new ArrayList<>();
    for (String line : Files.readAllLines(SharedData.path("exabgp/" + name))) {
      messages.add(JsonMapper.shared().readTree(line).get("hex").asString());
    }

    assertDecodes(messages);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("captures")
  void decodesWhateverLooksLikeAMessageInACapture(Path file) throws IOException {
    assertDecodes(messages(Files.readAllBytes(file)));
  }

  /** What stands behind each marker of ones, however the segments were cut. */
  private static List<String> messages(byte[] capture) {
    List<String> messages = new ArrayList<>();
    int ones = 0;
    for (int at = 0; at < capture.length; at++) {
      ones = capture[at] == -1 ? ones + 1 : 0;
      if (ones >= 16 && at + 3 < capture.length) {
        int from = at - 15;
        int length = (capture[at + 1] & 0xFF) << 8 | capture[at + 2] & 0xFF;
        int to = Math.min(from + Math.max(length, 19), capture.length);
        messages.add(HexFormat.of().formatHex(capture, from, to));
      }
    }
    return messages;
  }
}
