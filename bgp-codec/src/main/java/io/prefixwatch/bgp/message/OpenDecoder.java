package io.prefixwatch.bgp.message;

import io.prefixwatch.bgp.capability.Capability;
import io.prefixwatch.bgp.capability.CapabilityCode;
import io.prefixwatch.bgp.capability.CapabilityDecoder;
import io.prefixwatch.bgp.capability.FourOctetAsnCapability;
import io.prefixwatch.bgp.error.ErrorCode;
import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.net.RouterId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads OPEN and judges what every speaker must judge alike (RFC 4271 section 6.2, RFC 5492, 6286,
 * 6793, 7607, 9072, 9234). Whether the peer is the configured one is the session's business.
 */
public final class OpenDecoder {

  /** Parameter type of capabilities (RFC 5492). */
  static final int CAPABILITIES = 2;

  /** Length and type octet that mark the extended form (RFC 9072 section 2). */
  static final int EXTENDED = 255;

  /**
   * Capabilities read of one OPEN; routers send 10 to 40. Those behind are framed, not looked into:
   * 2,000 fit, and nobody shall make us keep them.
   */
  static final int MAX_CAPABILITIES = 128;

  private final byte[] buffer;
  private final int end;
  private final List<Capability> capabilities = new ArrayList<>();

  private OpenDecoder(byte[] buffer, int end) {
    this.buffer = buffer;
    this.end = end;
  }

  /**
   * Decodes a whole OPEN of at least 29 octets.
   *
   * @return the OPEN, or the NOTIFICATION to answer with
   */
  public static Decoded<Open> decode(byte[] buffer, int from, int length) {
    return new OpenDecoder(buffer, from + length).decode(from + Frame.HEADER);
  }

  /**
   * Reads a whole OPEN of at least 29 octets that others exchanged: whether they should have
   * accepted it is not ours to judge.
   *
   * @return null if its parameters cannot be read
   */
  public static @Nullable Open decodeRecorded(byte[] buffer, int from, int length) {
    OpenDecoder decoder = new OpenDecoder(buffer, from + length);
    int body = from + Frame.HEADER;
    return decoder.readParameters(body + 9) == null ? decoder.open(body) : null;
  }

  private Decoded<Open> decode(int body) {
    int version = buffer[body] & 0xFF;
    if (version != Open.VERSION) {
      return reject(ErrorCode.UNSUPPORTED_VERSION, Octets.of((byte) 0, (byte) Open.VERSION));
    }
    ErrorCode broken = readParameters(body + 9);
    if (broken != null) {
      return reject(broken, Octets.EMPTY);
    }
    Open open = open(body);
    ErrorCode refused = judge(open);
    return refused == null ? Decoded.of(open) : reject(refused, dataFor(refused, body));
  }

  private Open open(int body) {
    int routerId = u16(body + 5) << 16 | u16(body + 7);
    return new Open(
        buffer[body] & 0xFF, u16(body + 1), u16(body + 3), new RouterId(routerId), capabilities);
  }

  private Octets dataFor(ErrorCode refused, int body) {
    return refused.equals(ErrorCode.BAD_BGP_IDENTIFIER)
        ? Octets.copyOfRange(buffer, body + 5, body + 9)
        : Octets.EMPTY;
  }

  private static <T> Decoded<T> reject(ErrorCode error, Octets data) {
    return Decoded.rejected(new Notification(error, data));
  }

  private static @Nullable ErrorCode judge(Open open) {
    List<FourOctetAsnCapability> asns = open.capabilities(FourOctetAsnCapability.class);
    boolean asnsDiffer = asns.stream().distinct().count() > 1;
    if (open.asnField() == 0 || open.asn() == 0 || asnsDiffer) {
      return ErrorCode.BAD_PEER_AS;
    }
    if (open.routerId().bits() == 0) {
      return ErrorCode.BAD_BGP_IDENTIFIER;
    }
    if (open.holdTime() == 1 || open.holdTime() == 2) {
      return ErrorCode.UNACCEPTABLE_HOLD_TIME;
    }
    return rolesDiffer(open) ? ErrorCode.ROLE_MISMATCH : null;
  }

  /** Counts unassigned role values, too: they differ all the same (RFC 9234 section 4.2). */
  private static boolean rolesDiffer(Open open) {
    return open.capabilities().stream()
            .filter(capability -> capability.code() == CapabilityCode.ROLE)
            .map(Capability::value)
            .filter(value -> value.length() == 1)
            .distinct()
            .count()
        > 1;
  }

  private @Nullable ErrorCode readParameters(int lengthAt) {
    int length = buffer[lengthAt] & 0xFF;
    int at = lengthAt + 1;
    boolean extended = length != 0 && at < end && (buffer[at] & 0xFF) == EXTENDED;
    if (extended) {
      if (at + 3 > end) {
        return ErrorCode.OPEN_UNSPECIFIC;
      }
      length = u16(at + 1);
      at += 3;
    }
    if (at + length != end) {
      return ErrorCode.OPEN_UNSPECIFIC;
    }
    int head = extended ? 3 : 2;
    while (at < end) {
      if (at + head > end) {
        return ErrorCode.OPEN_UNSPECIFIC;
      }
      int type = buffer[at] & 0xFF;
      int valueLength = extended ? u16(at + 1) : buffer[at + 1] & 0xFF;
      at += head;
      if (at + valueLength > end) {
        return ErrorCode.OPEN_UNSPECIFIC;
      }
      if (type != CAPABILITIES) {
        return ErrorCode.UNSUPPORTED_PARAMETER;
      }
      ErrorCode broken = readCapabilities(at, at + valueLength);
      if (broken != null) {
        return broken;
      }
      at += valueLength;
    }
    return null;
  }

  private @Nullable ErrorCode readCapabilities(int from, int to) {
    int at = from;
    while (at < to) {
      if (at + 2 > to) {
        return ErrorCode.OPEN_UNSPECIFIC;
      }
      int code = buffer[at] & 0xFF;
      int length = buffer[at + 1] & 0xFF;
      at += 2;
      if (at + length > to) {
        return ErrorCode.OPEN_UNSPECIFIC;
      }
      if (code == CapabilityCode.FOUR_OCTET_ASN && length != 4) {
        return ErrorCode.OPEN_UNSPECIFIC;
      }
      if (capabilities.size() < MAX_CAPABILITIES) {
        Octets value = Octets.copyOfRange(buffer, at, at + length);
        capabilities.add(CapabilityDecoder.decode(code, value));
      }
      at += length;
    }
    return null;
  }

  private int u16(int at) {
    return (buffer[at] & 0xFF) << 8 | buffer[at + 1] & 0xFF;
  }
}
