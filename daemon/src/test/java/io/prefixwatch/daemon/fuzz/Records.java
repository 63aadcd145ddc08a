package io.prefixwatch.daemon.fuzz;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.speak.UpdateBuilder;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What the daemon says: that it is JSON, and that it tells of a hijack that no seed has. */
public final class Records {

  private static final long SENTINEL_ASN = 4_200_000_123L;
  private static final String SENTINEL = "198.51.100.77/32";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Records() {}

  /** Announces the hijack. */
  public static UpdateBuilder sentinel() {
    return anUpdate().announcing(SENTINEL).via(64496, SENTINEL_ASN);
  }

  /** Withdraws it. */
  public static UpdateBuilder sentinelGone() {
    return anUpdate().withdrawing(SENTINEL);
  }

  /** True for the alert that a session of this name saw it. */
  public static boolean opensForSentinel(String line, String session) {
    return isOfSentinel(line, "open") && line.contains("\"session\":\"" + session);
  }

  public static boolean closesForSentinel(String line) {
    return isOfSentinel(line, "close");
  }

  private static boolean isOfSentinel(String line, String action) {
    return line.contains("\"action\":\"" + action + "\"")
        && line.contains(Long.toString(SENTINEL_ASN));
  }

  /** Each is one line of JSON without anything that a terminal or a reader of lines trips over. */
  public static void check(List<String> lines) {
    for (String line : lines) {
      assertThat(line).endsWith("\n");
      String record = line.substring(0, line.length() - 1);
      assertThat(record.chars().noneMatch(Records::trips)).as(record).isTrue();
      JsonNode node = MAPPER.readTree(record);
      assertThat(node.get("schema").asString()).startsWith("prefixwatch.");
    }
  }

  private static boolean trips(int character) {
    return character < 0x20
        || (character >= 0x7F && character < 0xA0)
        || character == 0x2028
        || character == 0x2029
        || (character >= 0x202A && character <= 0x202E)
        || (character >= 0x2066 && character <= 0x2069)
        || character == 0xFEFF;
  }
}
