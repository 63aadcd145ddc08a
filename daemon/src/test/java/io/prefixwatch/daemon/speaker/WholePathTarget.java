package io.prefixwatch.daemon.speaker;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.Costs;
import io.prefixwatch.bgp.fixture.malformed.Setting;
import io.prefixwatch.daemon.fuzz.Script;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * From octets to JSON: whatever a peer sends, its session comes up again, the session beside it
 * stays and is heard, every record is a line of JSON, and nothing of the peer stays when it goes.
 */
final class WholePathTarget {

  /** The good peer's own routes: two prefixes, one attribute set each. */
  private static final List<byte[]> OWN_ROUTES =
      List.of(
          anUpdate().announcing("203.0.113.128/26").via(64496, 64501).encode(),
          anUpdate().announcing("2001:db8:77::/48").via(64496, 64501).encode());

  /** An origin that no seed has. */
  private static final String SENTINEL_ASN = "4200000123";

  private static final byte[] SENTINEL =
      anUpdate().announcing("198.51.100.77/32").via(64496, 4_200_000_123L).encode();
  private static final byte[] SENTINEL_GONE = anUpdate().withdrawing("198.51.100.77/32").encode();

  private static final List<Setting> SETTINGS =
      Arrays.stream(Setting.values()).filter(Setting::isReachable).toList();

  private final Costs costs = new Costs("whole-path");
  private final ObjectMapper mapper = new ObjectMapper();

  void check(byte[] input) {
    if (input.length == 0) {
      return;
    }
    WholePath path = new WholePath(SETTINGS.get((input[0] & 0xFF) % SETTINGS.size()));
    OWN_ROUTES.forEach(path::good);
    play(path, new Script(input, 1));
    checkSentinel(path);
    checkRecords(path.lines());
    path.close();
  }

  /** What it costs when nothing is checked. */
  void measure(byte[] input) {
    check(input);
    if (input.length > 0) {
      costs.measure(
          input,
          Long.MAX_VALUE,
          () -> {
            WholePath path = new WholePath(SETTINGS.get((input[0] & 0xFF) % SETTINGS.size()));
            play(path, new Script(input, 1));
            path.close();
          });
    }
  }

  void report() {
    costs.report();
  }

  private static void play(WholePath path, Script script) {
    while (script.next()) {
      switch (script.kind() & 0xF) {
        case 10 -> path.fuzzed(script.payload());
        case 11 -> path.fuzzed(script.message(3));
        case 12 -> path.fuzzed(script.message(5));
        case 13 -> path.fuzzed(script.message(1));
        case 14 -> path.pass(Duration.ofSeconds(script.octet(0) * 10L));
        case 15 -> path.cut();
        default -> path.fuzzed(script.message(2));
      }
    }
  }

  private static void checkSentinel(WholePath path) {
    int before = path.lines().size();
    path.good(SENTINEL);
    List<String> said = path.lines().subList(before, path.lines().size());
    assertThat(said).anyMatch(line -> tellsOf(line, "\"action\":\"open\"", "\"session\":\"good\""));
    path.removeFuzzed();
    assertThat(path.prefixes()).isEqualTo(3);
    assertThat(path.attributeSets()).isEqualTo(3);
    int after = path.lines().size();
    path.good(SENTINEL_GONE);
    path.pass(Duration.ofSeconds(10));
    said = path.lines().subList(after, path.lines().size());
    assertThat(said).anyMatch(line -> tellsOf(line, "\"action\":\"close\""));
    assertThat(path.prefixes()).isEqualTo(2);
  }

  private static boolean tellsOf(String line, String... parts) {
    return line.contains(SENTINEL_ASN) && Arrays.stream(parts).allMatch(line::contains);
  }

  private void checkRecords(List<String> lines) {
    for (String line : lines) {
      assertThat(line).endsWith("\n");
      String record = line.substring(0, line.length() - 1);
      assertThat(record.chars().noneMatch(WholePathTarget::breaksLines)).as(record).isTrue();
      JsonNode node = mapper.readTree(record);
      assertThat(node.get("schema").asString()).startsWith("prefixwatch.");
    }
  }

  /** Controls, line separators and what turns text around do not stand in a record. */
  private static boolean breaksLines(int character) {
    return character < 0x20
        || (character >= 0x7F && character < 0xA0)
        || character == 0x2028
        || character == 0x2029
        || (character >= 0x202A && character <= 0x202E)
        || (character >= 0x2066 && character <= 0x2069)
        || character == 0xFEFF;
  }
}
