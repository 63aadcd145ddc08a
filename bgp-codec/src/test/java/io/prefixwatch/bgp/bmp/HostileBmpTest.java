package io.prefixwatch.bgp.bmp;

import static io.prefixwatch.bgp.fixture.BmpBuilder.CAPABILITIES;
import static io.prefixwatch.bgp.fixture.BmpBuilder.locRib;
import static io.prefixwatch.bgp.fixture.BmpBuilder.peer;
import static io.prefixwatch.bgp.fixture.BmpBuilder.tlv;
import static io.prefixwatch.bgp.fixture.BmpBuilder.tlv4;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.prefixwatch.bgp.fixture.BmpBuilder;
import io.prefixwatch.bgp.fixture.BmpTranscript;
import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.fixture.Messages;
import io.prefixwatch.bgp.fixture.UpdateBuilder;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a router sends ends in values: no exception, no unbounded memory, no lost place. */
class HostileBmpTest {

  private static final String UPDATE = Hex.hex(UpdateBuilder.anAnnouncement().build());

  /** One of each. */
  private static final List<byte[]> MESSAGES =
      List.of(
          new BmpBuilder().initiation("edge-1").build(),
          new BmpBuilder().peerUp(peer(), CAPABILITIES + "4504 00010103", CAPABILITIES).build(),
          new BmpBuilder().peerUp(locRib()).build(),
          new BmpBuilder().route(peer(), UpdateBuilder.anAnnouncement()).build(),
          new BmpBuilder()
              .message4(0, peer() + tlv4(1, "45 04 000101 01") + tlv4(4, UPDATE))
              .build(),
          new BmpBuilder()
              .message(
                  1, peer() + "00000002" + tlv(0, "00000001") + tlv(9, "00010100000000 00000001"))
              .build(),
          new BmpBuilder().message(6, peer() + tlv(0, UPDATE) + tlv(1, "0001")).build(),
          new BmpBuilder().peerDown(peer(), "01" + Hex.hex(Messages.message(3, "0602"))).build(),
          new BmpBuilder().peerDown(peer(), "06" + tlv(3, "676c")).build(),
          new BmpBuilder().message(5, tlv(1, "0003")).build());

  private static final byte[] LAST = new BmpBuilder().message(5, "").build();

  static IntStream messages() {
    return IntStream.range(0, MESSAGES.size());
  }

  /** The message with its true length, and one behind it that must be found. */
  private static List<String> read(byte[] message) {
    byte[] framed = message.clone();
    framed[1] = 0;
    framed[2] = 0;
    framed[3] = (byte) (message.length >>> 8);
    framed[4] = (byte) message.length;
    byte[] stream = Arrays.copyOf(framed, framed.length + LAST.length);
    System.arraycopy(LAST, 0, stream, framed.length, LAST.length);
    return BmpTranscript.of(stream);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void findsTheNextMessageHoweverThisOneIsCut(int index) {
    byte[] message = MESSAGES.get(index);
    for (int length = BmpFrame.HEADER; length <= message.length; length++) {
      assertThat(read(Arrays.copyOf(message, length))).last().isEqualTo("termination none");
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void findsTheNextMessageWhateverAnOctetOfThisOneSays(int index) {
    byte[] message = MESSAGES.get(index);
    for (int at = BmpFrame.HEADER - 1; at < message.length; at++) {
      for (int value : new int[] {0, 1, 0x7F, 0x80, 0xFF}) {
        byte[] changed = message.clone();
        changed[at] = (byte) value;

        assertThat(read(changed)).last().isEqualTo("termination none");
      }
    }
  }

  @Test
  void survivesRandomChangesAndReadsWhatComesInPieces() {
    Random random = new Random(7854);
    for (int round = 0; round < 20_000; round++) {
      byte[] message = MESSAGES.get(random.nextInt(MESSAGES.size())).clone();
      for (int i = random.nextInt(6); i >= 0; i--) {
        message[random.nextInt(message.length)] = (byte) random.nextInt(256);
      }
      BmpTranscript transcript = new BmpTranscript();
      BmpParser parser = new BmpParser(transcript);

      int cut = random.nextInt(message.length + 1);
      int read = parser.parseAll(message, 0, cut);
      parser.parseAll(message, read, message.length);

      assertThat(transcript.lines().size()).isLessThan(16);
    }
  }

  @Test
  void keepsItsMemoryWhateverTheLengthsClaim() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    byte[] initiation = new BmpBuilder().message(4, tlv(0, "").repeat(30_000)).build();
    byte[] statistics =
        new BmpBuilder()
            .message(1, peer() + "ffffffff" + tlv(0, "00000001").repeat(15_000))
            .build();
    byte[] mirroring = new BmpBuilder().message(6, peer() + tlv(0, "").repeat(30_000)).build();
    byte[] text = new BmpBuilder().message(4, tlv(1, "61".repeat(65_535))).build();
    byte[] lying = new BmpBuilder().message(3, 4, "", 0xFFFF_FFFFL).build();

    for (byte[] stream : List.of(initiation, statistics, mirroring, text, lying)) {
      BmpParser parser = new BmpParser(new BmpTranscript());
      parser.parseAll(stream, 0, stream.length);
      long before = threads.getThreadAllocatedBytes(thread);
      parser.parseAll(stream, 0, stream.length);
      long allocated = threads.getThreadAllocatedBytes(thread) - before;

      assertThat(allocated).isLessThan(64 * 1024);
    }
  }

  @Test
  void allocatesNothingForRoutes() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    byte[] stream =
        new BmpBuilder()
            .route(peer(), UpdateBuilder.anAnnouncement())
            .message4(0, locRib() + tlv4(1, "45 04 000101 01") + tlv4(4, UPDATE))
            .build();
    CountingHandler handler = new CountingHandler();
    BmpParser parser = new BmpParser(handler);
    parser.parseAll(stream, 0, stream.length);
    long before = threads.getThreadAllocatedBytes(thread);

    for (int i = 0; i < 10_000; i++) {
      parser.parseAll(stream, 0, stream.length);
    }

    assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(10_000);
    assertThat(handler.routes()).isEqualTo(20_002);
  }
}
