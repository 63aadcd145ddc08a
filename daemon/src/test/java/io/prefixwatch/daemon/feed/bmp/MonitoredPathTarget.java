package io.prefixwatch.daemon.feed.bmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.BmpBuilder;
import io.prefixwatch.bgp.fixture.Costs;
import io.prefixwatch.bgp.speak.UpdateBuilder;
import io.prefixwatch.daemon.fuzz.Records;
import io.prefixwatch.daemon.fuzz.Script;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * From BMP to JSON: whatever a router says, it may connect again, the router beside it is heard,
 * every record is a line of JSON, and nothing of the router stays when it goes.
 */
final class MonitoredPathTarget {

  private static final String PEER = BmpBuilder.peer();
  private static final byte[] GOOD_PEER = new BmpBuilder().peerUp(PEER).endOfRib(PEER).build();
  private static final byte[] SENTINEL = route(Records.sentinel());
  private static final byte[] SENTINEL_GONE = route(Records.sentinelGone());

  private final Costs costs = new Costs("monitored-path");

  private static byte[] route(UpdateBuilder update) {
    return new BmpBuilder().route(PEER, update.encode()).build();
  }

  void check(byte[] input) {
    MonitoredPath path = new MonitoredPath();
    path.good(GOOD_PEER);
    play(path, new Script(input, 0));
    checkSentinel(path);
    Records.check(path.lines());
  }

  void measure(byte[] input) {
    check(input);
    costs.measure(input, Long.MAX_VALUE, () -> play(new MonitoredPath(), new Script(input, 0)));
  }

  void report() {
    costs.report();
  }

  private static void play(MonitoredPath path, Script script) {
    while (script.next()) {
      switch (script.kind() & 0xF) {
        case 12 -> path.pass(Duration.ofSeconds(script.octet(0) * 4L));
        case 13 -> path.cut();
        case 14, 15 -> path.fuzzed(script.payload());
        default -> path.fuzzed(message(script.kind() & 0xF, script.payload()));
      }
    }
  }

  /** Of version 3; kinds above 7 are Route Monitoring and Peer Up once more, 9 is of version 4. */
  private static byte[] message(int kind, byte[] payload) {
    int type = List.of(0, 1, 2, 3, 4, 5, 6, 7, 3, 0, 0, 0).get(kind);
    ByteBuffer out = ByteBuffer.allocate(6 + payload.length);
    out.put((byte) (kind == 9 ? 4 : 3)).putInt(6 + payload.length).put((byte) type);
    return out.put(payload).array();
  }

  private static void checkSentinel(MonitoredPath path) {
    int before = path.lines().size();
    path.good(SENTINEL);
    assertThat(path.lines().subList(before, path.lines().size()))
        .anyMatch(line -> Records.opensForSentinel(line, "good-router"));
    path.removeFuzzed();
    assertThat(path.prefixes()).isEqualTo(1);
    assertThat(path.attributeSets()).isEqualTo(1);
    int after = path.lines().size();
    path.good(SENTINEL_GONE);
    path.pass(Duration.ofSeconds(10));
    assertThat(path.lines().subList(after, path.lines().size()))
        .anyMatch(Records::closesForSentinel);
    assertThat(path.prefixes()).isZero();
  }
}
