package io.prefixwatch.bgp.rtr;

import static io.prefixwatch.bgp.update.OctetAccess.u16;
import static io.prefixwatch.bgp.update.OctetAccess.u32;
import static io.prefixwatch.bgp.update.OctetAccess.u8;

import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.rtr.RtrPdu.AspaChange;
import io.prefixwatch.bgp.rtr.RtrPdu.CacheReset;
import io.prefixwatch.bgp.rtr.RtrPdu.CacheResponse;
import io.prefixwatch.bgp.rtr.RtrPdu.EndOfData;
import io.prefixwatch.bgp.rtr.RtrPdu.ErrorReport;
import io.prefixwatch.bgp.rtr.RtrPdu.PrefixChange;
import io.prefixwatch.bgp.rtr.RtrPdu.ResetQuery;
import io.prefixwatch.bgp.rtr.RtrPdu.RouterKey;
import io.prefixwatch.bgp.rtr.RtrPdu.SerialNotify;
import io.prefixwatch.bgp.rtr.RtrPdu.SerialQuery;
import java.util.ArrayList;
import java.util.List;

/** Octets to PDUs. Each type has its exact length; nothing is read beyond it. Stateless. */
public final class RtrDecoder {

  /** The newest version that is understood. */
  public static final int NEWEST = 2;

  /** Providers of one customer; validators drop what is larger. */
  static final int MAX_PROVIDERS = 10_000;

  /** A fault that the reading methods hand up. */
  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;
    private final int code;

    Wrong(int code, String reason) {
      super(reason, null, false, false);
      this.code = code;
    }
  }

  private RtrDecoder() {}

  /** Reads a whole PDU of {@code length} octets, of which {@link RtrFrame} has approved. */
  public static RtrDecoded decode(byte[] buffer, int from, int length) {
    int version = u8(buffer, from);
    try {
      return new RtrDecoded(version, read(buffer, from, length, version), null);
    } catch (Wrong e) {
      return new RtrDecoded(version, null, new RtrFault(e.code, String.valueOf(e.getMessage())));
    }
  }

  private static RtrPdu read(byte[] buffer, int from, int length, int version) throws Wrong {
    int type = u8(buffer, from + 1);
    int field = u16(buffer, from + 2);
    if (version > NEWEST && type != 10) {
      throw new Wrong(RtrFault.UNSUPPORTED_VERSION, "version " + version + " is not known");
    }
    switch (type) {
      case 0 -> {
        exactly(length, 12);
        return new SerialNotify(field, u32(buffer, from + 8));
      }
      case 1 -> {
        exactly(length, 12);
        return new SerialQuery(field, u32(buffer, from + 8));
      }
      case 2 -> {
        exactly(length, 8);
        return new ResetQuery();
      }
      case 3 -> {
        exactly(length, 8);
        return new CacheResponse(field);
      }
      case 4 -> {
        exactly(length, 20);
        return prefix(buffer, from, false);
      }
      case 6 -> {
        exactly(length, 32);
        return prefix(buffer, from, true);
      }
      case 7 -> {
        return endOfData(buffer, from, length, version, field);
      }
      case 8 -> {
        exactly(length, 8);
        return new CacheReset();
      }
      case 9 -> {
        if (version == 0) {
          throw new Wrong(RtrFault.UNSUPPORTED_TYPE, "a Router Key in version 0");
        }
        atLeast(length, 32);
        return new RouterKey((u8(buffer, from + 2) & 1) != 0);
      }
      case 10 -> {
        return errorReport(buffer, from, length, field);
      }
      case 11 -> {
        if (version < 2) {
          throw new Wrong(RtrFault.UNSUPPORTED_TYPE, "an ASPA in version " + version);
        }
        return aspa(buffer, from, length);
      }
      default -> throw new Wrong(RtrFault.UNSUPPORTED_TYPE, "type " + type + " is not known");
    }
  }

  private static void exactly(int length, int expected) throws Wrong {
    if (length != expected) {
      throw new Wrong(RtrFault.CORRUPT, "length " + length + " in place of " + expected);
    }
  }

  private static void atLeast(int length, int least) throws Wrong {
    if (length < least) {
      throw new Wrong(RtrFault.CORRUPT, "length " + length + ", at least " + least);
    }
  }

  private static RtrPdu prefix(byte[] buffer, int from, boolean ipv6) throws Wrong {
    int length = u8(buffer, from + 9);
    int maxLength = u8(buffer, from + 10);
    int longest = ipv6 ? 128 : 32;
    if (length > longest || maxLength > longest || maxLength < length) {
      throw new Wrong(RtrFault.CORRUPT, "prefix length " + length + ", max length " + maxLength);
    }
    long hi = ipv6 ? u64(buffer, from + 12) : u32(buffer, from + 12) << 32;
    long lo = ipv6 ? u64(buffer, from + 20) : 0;
    Prefix prefix = new Prefix(ipv6, hi, lo, length);
    if (prefix.hi() != hi || prefix.lo() != lo) {
      throw new Wrong(RtrFault.CORRUPT, "bits are set beyond the length of " + prefix);
    }
    long asn = u32(buffer, from + (ipv6 ? 28 : 16));
    return new PrefixChange((u8(buffer, from + 8) & 1) != 0, prefix, maxLength, asn);
  }

  private static long u64(byte[] buffer, int at) {
    return u32(buffer, at) << 32 | u32(buffer, at + 4);
  }

  private static RtrPdu endOfData(byte[] buffer, int from, int length, int version, int session)
      throws Wrong {
    exactly(length, version == 0 ? 12 : 24);
    long serial = u32(buffer, from + 8);
    return version == 0
        ? new EndOfData(session, serial, -1, -1, -1)
        : new EndOfData(
            session,
            serial,
            u32(buffer, from + 12),
            u32(buffer, from + 16),
            u32(buffer, from + 20));
  }

  /** The inner lengths must fit the outer one; a text that is too long is cut, not refused. */
  private static RtrPdu errorReport(byte[] buffer, int from, int length, int code) throws Wrong {
    atLeast(length, 16);
    long pduLength = u32(buffer, from + 8);
    if (pduLength > length - 16) {
      throw new Wrong(RtrFault.CORRUPT, "an enclosed PDU of " + pduLength + " octets");
    }
    int textAt = from + 12 + (int) pduLength;
    long textLength = u32(buffer, textAt);
    if (textLength > from + length - textAt - 4) {
      throw new Wrong(RtrFault.CORRUPT, "a text of " + textLength + " octets");
    }
    Octets pdu = Octets.copyOfRange(buffer, from + 12, textAt);
    int shown = (int) Math.min(textLength, 512);
    String text = Octets.copyOfRange(buffer, textAt + 4, textAt + 4 + shown).utf8();
    return new ErrorReport(code, pdu, text);
  }

  /**
   * Both layouts: of the current draft, and of draft 10, which StayRTR 0.5 sends. In that one
   * octets 8 to 11 hold flags, family and the count that the length demands.
   */
  private static RtrPdu aspa(byte[] buffer, int from, int length) throws Wrong {
    atLeast(length, 12);
    if (length % 4 != 0) {
      throw new Wrong(RtrFault.CORRUPT, "an ASPA of " + length + " octets");
    }
    boolean old =
        length >= 16
            && u16(buffer, from + 2) == 0
            && u8(buffer, from + 8) <= 1
            && u8(buffer, from + 9) <= 1
            && u16(buffer, from + 10) == (length - 16) / 4;
    int flags = u8(buffer, from + (old ? 8 : 2));
    boolean announce = (flags & 1) != 0;
    int family = old ? u8(buffer, from + 9) == 0 ? 4 : 6 : 0;
    int at = from + (old ? 16 : 12);
    long customer = u32(buffer, at - 4);
    List<Long> providers = providers(buffer, at, from + length, old);
    if (customer == 0 || announce == providers.isEmpty()) {
      throw new Wrong(
          RtrFault.ASPA_PROVIDERS, "customer " + customer + " with " + providers.size());
    }
    return new AspaChange(announce, customer, providers, family);
  }

  private static List<Long> providers(byte[] buffer, int from, int to, boolean anyOrder)
      throws Wrong {
    if ((to - from) / 4 > MAX_PROVIDERS) {
      throw new Wrong(RtrFault.ASPA_PROVIDERS, (to - from) / 4 + " providers");
    }
    List<Long> providers = new ArrayList<>();
    long last = -1;
    for (int at = from; at < to; at += 4) {
      long provider = u32(buffer, at);
      if (provider <= last && !anyOrder) {
        throw new Wrong(RtrFault.ASPA_PROVIDERS, "providers are not in ascending order");
      }
      providers.add(provider);
      last = provider;
    }
    return providers;
  }
}
