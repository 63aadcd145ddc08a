package io.prefixwatch.daemon.speaker;

import static io.prefixwatch.bgp.speak.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.Costs;
import io.prefixwatch.bgp.fixture.malformed.Setting;
import io.prefixwatch.daemon.fuzz.Records;
import io.prefixwatch.daemon.fuzz.Script;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

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

  private static final List<Setting> SETTINGS =
      Arrays.stream(Setting.values()).filter(Setting::isReachable).toList();

  private final Costs costs = new Costs("whole-path");

  void check(byte[] input) {
    if (input.length == 0) {
      return;
    }
    WholePath path = new WholePath(SETTINGS.get((input[0] & 0xFF) % SETTINGS.size()));
    OWN_ROUTES.forEach(path::good);
    play(path, new Script(input, 1));
    checkSentinel(path);
    Records.check(path.lines());
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
    path.good(Records.sentinel().encode());
    assertThat(path.lines().subList(before, path.lines().size()))
        .anyMatch(line -> Records.opensForSentinel(line, "good"));
    path.removeFuzzed();
    assertThat(path.prefixes()).isEqualTo(3);
    assertThat(path.attributeSets()).isEqualTo(3);
    int after = path.lines().size();
    path.good(Records.sentinelGone().encode());
    path.pass(Duration.ofSeconds(10));
    assertThat(path.lines().subList(after, path.lines().size()))
        .anyMatch(Records::closesForSentinel);
    assertThat(path.prefixes()).isEqualTo(2);
  }
}
