package io.prefixwatch.bgp.message;

import io.prefixwatch.bgp.capability.Capability;
import io.prefixwatch.bgp.capability.FourOctetAsnCapability;
import io.prefixwatch.bgp.net.Asn;
import io.prefixwatch.bgp.net.RouterId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * OPEN (RFC 4271 section 4.2, RFC 5492, RFC 9072).
 *
 * @param version protocol version; 4
 * @param asnField the 2-octet field: the AS number, or {@link Asn#TRANS}
 * @param holdTime seconds, 0 to 65535
 * @param routerId BGP identifier
 * @param capabilities in the order received
 */
public record Open(
    int version, int asnField, int holdTime, RouterId routerId, List<Capability> capabilities)
    implements BgpMessage {

  /** The only version we speak. */
  public static final int VERSION = 4;

  public Open {
    capabilities = List.copyOf(capabilities);
  }

  /** The OPEN that offers these capabilities, with the AS number in both of its places. */
  public static Open offering(
      long asn, int holdTime, RouterId routerId, List<Capability> capabilities) {
    return new Open(
        VERSION, asn <= 0xFFFF ? (int) asn : Asn.TRANS, holdTime, routerId, capabilities);
  }

  @Override
  public MessageType type() {
    return MessageType.OPEN;
  }

  /** The sender's AS number: of the 4-octet capability if it is there, else of the field. */
  public long asn() {
    return capability(FourOctetAsnCapability.class)
        .map(FourOctetAsnCapability::asn)
        .orElse((long) asnField);
  }

  /** The last capability of this type; a repeated one replaces the earlier (RFC 4724, RFC 7911). */
  public <C extends Capability> Optional<C> capability(Class<C> type) {
    return capabilities.stream().filter(type::isInstance).map(type::cast).reduce((a, b) -> b);
  }

  /** All capabilities of this type. */
  public <C extends Capability> List<C> capabilities(Class<C> type) {
    return capabilities.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /**
   * The octets to send: each capability in a parameter of its own, in the extended form of RFC 9072
   * where they would not fit the plain one.
   */
  public byte[] encode() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Capability capability : capabilities) {
      byte[] value = capability.value().toByteArray();
      body.write(capability.code());
      body.write(value.length);
      body.writeBytes(value);
    }
    byte[] parameters = body.size() == 0 ? new byte[0] : asParameter(body.toByteArray());
    byte[] message = new byte[Frame.HEADER + 9 + parameters.length + (body.size() == 0 ? 1 : 0)];
    ByteBuffer out = ByteBuffer.wrap(message, Frame.HEADER, message.length - Frame.HEADER);
    out.put((byte) version).putShort((short) asnField).putShort((short) holdTime);
    out.putInt(routerId.bits()).put(parameters);
    return Frame.header(message, MessageType.OPEN);
  }

  /** Length octet or octets, and one capabilities parameter. */
  private static byte[] asParameter(byte[] capabilities) {
    if (capabilities.length + 2 <= 254) {
      ByteBuffer plain = ByteBuffer.allocate(3 + capabilities.length);
      plain.put((byte) (capabilities.length + 2)).put((byte) OpenDecoder.CAPABILITIES);
      return plain.put((byte) capabilities.length).put(capabilities).array();
    }
    ByteBuffer extended = ByteBuffer.allocate(7 + capabilities.length);
    extended.put((byte) OpenDecoder.EXTENDED).put((byte) OpenDecoder.EXTENDED);
    extended.putShort((short) (capabilities.length + 3)).put((byte) OpenDecoder.CAPABILITIES);
    return extended.putShort((short) capabilities.length).put(capabilities).array();
  }
}
