package io.prefixwatch.bgp.bmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.BmpTranscript;
import io.prefixwatch.bgp.fixture.Costs;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.update.ParserPolicy;
import io.prefixwatch.bgp.update.UpdateDecoder;
import io.prefixwatch.bgp.update.UpdateScan;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Whatever a router sends is read message by message, the same however it is cut. */
final class BmpTarget {

  private final Costs costs = new Costs("bmp");
  private final BmpParser measured = new BmpParser(new Deaf());

  /** Takes an octet that chooses the cuts, and the octets of a connection. */
  void check(byte[] input) {
    if (input.length == 0) {
      return;
    }
    byte[] stream = Arrays.copyOfRange(input, 1, input.length);
    Checking handler = new Checking(stream);
    BmpParser parser = new BmpParser(handler);
    int at = 0;
    int length = BmpFrame.next(stream, at, stream.length);
    while (length > 0) {
      handler.message(at, length);
      parser.parse(stream, at, length);
      measure(Arrays.copyOfRange(stream, at, at + length));
      at += length;
      length = BmpFrame.next(stream, at, stream.length);
    }
    assertThat(inPieces(stream, new Random(input[0]))).isEqualTo(BmpTranscript.of(stream));
  }

  private void measure(byte[] message) {
    costs.measure(message, () -> measured.parse(message, 0, message.length));
  }

  void report() {
    costs.report();
  }

  private static List<String> inPieces(byte[] stream, Random random) {
    BmpTranscript transcript = new BmpTranscript();
    BmpParser parser = new BmpParser(transcript);
    int read = 0;
    for (int to = 0; to < stream.length; ) {
      to = Math.min(stream.length, to + 1 + random.nextInt(100));
      read = parser.parseAll(stream, read, to);
      if (BmpFrame.next(stream, read, to) == BmpFrame.BROKEN) {
        break;
      }
    }
    return transcript.lines();
  }

  /** Reads the UPDATEs, too, and checks that everything stands inside its message. */
  private static final class Checking extends Deaf {

    private final byte[] stream;
    private final UpdateScan scan = new UpdateScan();
    private final Map<MonitoredPeer, UpdateContexts> peers = new HashMap<>();
    private int from;
    private int to;
    private int faults;

    Checking(byte[] stream) {
      this.stream = stream;
    }

    void message(int at, int length) {
      from = at;
      to = at + length;
      faults = 0;
    }

    @Override
    public void peerUp(PeerHeader peer, PeerUp up) {
      UpdateContexts contexts = UpdateContexts.of(up, ParserPolicy.DEFAULT);
      assertThat(contexts.families()).allMatch(Family::isUnicast);
      peers.put(peer.peer(), contexts);
    }

    @Override
    public void routeMonitoring(PeerHeader peer, MonitoredUpdate update) {
      assertThat(update.buffer()).isSameAs(stream);
      assertThat(update.from()).isBetween(from + BmpFrame.HEADER + PeerHeader.LENGTH, to);
      assertThat(update.from() + update.length()).isLessThanOrEqualTo(to);
      UpdateContexts contexts =
          peers.getOrDefault(peer.peer(), UpdateContexts.unannounced(ParserPolicy.DEFAULT));
      scan.scan(stream, update.from(), update.length(), contexts.of(peer, update));
      assertThat(UpdateDecoder.decode(scan)).isNotNull();
    }

    @Override
    public void malformed(BmpFault fault) {
      assertThat(++faults).as("faults of one message").isLessThanOrEqualTo(3);
      assertThat(fault.reason()).isNotBlank();
    }
  }

  private static class Deaf extends CountingHandler {
    @Override
    public void malformed(BmpFault fault) {}

    @Override
    public void broken(BmpFault fault) {}
  }
}
