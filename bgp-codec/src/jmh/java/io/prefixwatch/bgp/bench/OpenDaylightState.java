package io.prefixwatch.bgp.bench;

import io.netty.buffer.Unpooled;
import io.prefixwatch.bgp.fixture.load.UpdateStream;
import java.util.List;
import java.util.Optional;
import org.opendaylight.protocol.bgp.parser.BGPDocumentedException;
import org.opendaylight.protocol.bgp.parser.BGPParsingException;
import org.opendaylight.protocol.bgp.parser.impl.BGPActivator;
import org.opendaylight.protocol.bgp.parser.spi.MessageRegistry;
import org.opendaylight.protocol.bgp.parser.spi.PeerConstraint;
import org.opendaylight.protocol.bgp.parser.spi.PeerSpecificParserConstraint;
import org.opendaylight.protocol.bgp.parser.spi.pojo.DefaultBGPExtensionConsumerContext;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** OpenDaylight's parser, and the load without the attribute that it does not know. */
@State(Scope.Thread)
public class OpenDaylightState {

  private static final int LARGE_COMMUNITIES = 32;

  private final LoadState load = new LoadState();
  private final MessageRegistry parser =
      new DefaultBGPExtensionConsumerContext(List.of(new BGPActivator())).getMessageRegistry();
  private final PeerSpecificParserConstraint plain =
      new PeerSpecificParserConstraint() {
        @Override
        public <T extends PeerConstraint> Optional<T> getPeerConstraint(Class<T> constraint) {
          return Optional.empty();
        }
      };

  /** Makes the load. */
  @Setup
  public void generate(LoadState whole) {
    load.use(without(whole.load()));
  }

  Object parseNext() {
    int from = load.from();
    try {
      return parser.parseMessage(
          Unpooled.wrappedBuffer(load.octets(), from, load.to() - from), plain);
    } catch (BGPDocumentedException | BGPParsingException e) {
      throw new IllegalStateException("a sound UPDATE was refused", e);
    } finally {
      load.advance();
    }
  }

  private static UpdateStream without(UpdateStream stream) {
    byte[] octets = stream.octets();
    byte[] cut = new byte[octets.length];
    int[] starts = stream.starts();
    int length = 0;
    for (int i = 0; i < stream.messages(); i++) {
      length += copyWithout(octets, starts[i], starts[i + 1], cut, length);
    }
    return new UpdateStream(cut, length, stream.messages(), stream.prefixes(), List.of());
  }

  /** Copies one message; returns the octets of the copy. */
  private static int copyWithout(byte[] octets, int from, int to, byte[] cut, int into) {
    int lengthAt = from + 21 + u16(octets, from + 19);
    int end = lengthAt + 2 + u16(octets, lengthAt);
    int head = lengthAt + 2 - from;
    System.arraycopy(octets, from, cut, into, head);
    int at = into + head;
    for (int attribute = lengthAt + 2; attribute < end; ) {
      boolean extended = (octets[attribute] & 0x10) != 0;
      int size = extended ? 4 + u16(octets, attribute + 2) : 3 + (octets[attribute + 2] & 0xFF);
      if (octets[attribute + 1] != LARGE_COMMUNITIES) {
        System.arraycopy(octets, attribute, cut, at, size);
        at += size;
      }
      attribute += size;
    }
    patch16(cut, into + lengthAt - from, at - into - head);
    System.arraycopy(octets, end, cut, at, to - end);
    at += to - end;
    patch16(cut, into + 16, at - into);
    return at - into;
  }

  private static int u16(byte[] octets, int at) {
    return (octets[at] & 0xFF) << 8 | octets[at + 1] & 0xFF;
  }

  private static void patch16(byte[] octets, int at, int value) {
    octets[at] = (byte) (value >>> 8);
    octets[at + 1] = (byte) value;
  }
}
