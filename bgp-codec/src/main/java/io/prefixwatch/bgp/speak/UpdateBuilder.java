package io.prefixwatch.bgp.speak;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.attribute.AttributeType;
import io.prefixwatch.bgp.attribute.Communities;
import io.prefixwatch.bgp.attribute.Origin;
import io.prefixwatch.bgp.message.Frame;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.net.Prefix;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds one UPDATE: {@code anUpdate().announcing("192.0.2.0/24").via(64496, 64501)}.
 *
 * <p>IPv4 prefixes go into the plain fields, IPv6 prefixes into MP_REACH_NLRI and MP_UNREACH_NLRI.
 * Nothing stops it from building nonsense: tests need that.
 */
public final class UpdateBuilder {

  private static final int WELL_KNOWN = 0x40;
  private static final int OPTIONAL = 0x80;
  private static final int OPTIONAL_TRANSITIVE = 0xC0;
  private static final int EXTENDED_LENGTH = 0x10;

  private final List<Prefix> announced = new ArrayList<>();
  private final List<Prefix> withdrawn = new ArrayList<>();
  private final Map<Integer, byte[]> attributes = new TreeMap<>();
  private AsPath path = AsPath.EMPTY;
  private Address ipv4NextHop = Address.parse("192.0.2.1");
  private Address ipv6NextHop = Address.parse("2001:db8::1");
  private boolean as2;
  private @Nullable Long pathId;

  private UpdateBuilder() {}

  public static UpdateBuilder anUpdate() {
    return new UpdateBuilder();
  }

  public UpdateBuilder announcing(String... prefixes) {
    Arrays.stream(prefixes).map(Prefix::parse).forEach(announced::add);
    return this;
  }

  public UpdateBuilder announcing(Prefix prefix) {
    announced.add(prefix);
    return this;
  }

  public UpdateBuilder withdrawing(String... prefixes) {
    Arrays.stream(prefixes).map(Prefix::parse).forEach(withdrawn::add);
    return this;
  }

  public UpdateBuilder withdrawing(Prefix prefix) {
    withdrawn.add(prefix);
    return this;
  }

  /** A path of one AS_SEQUENCE, neighbour first. */
  public UpdateBuilder via(long... asns) {
    path = AsPath.of(asns);
    return this;
  }

  public UpdateBuilder path(AsPath asPath) {
    path = asPath;
    return this;
  }

  /** The next hop of the family that the address belongs to. */
  public UpdateBuilder nextHop(String address) {
    Address parsed = Address.parse(address);
    if (parsed.ipv6()) {
      ipv6NextHop = parsed;
    } else {
      ipv4NextHop = parsed;
    }
    return this;
  }

  public UpdateBuilder med(long value) {
    return attribute(OPTIONAL, AttributeType.MED, u32(value));
  }

  public UpdateBuilder localPref(long value) {
    return attribute(WELL_KNOWN, AttributeType.LOCAL_PREF, u32(value));
  }

  public UpdateBuilder otc(long asn) {
    return attribute(OPTIONAL_TRANSITIVE, AttributeType.OTC, u32(asn));
  }

  public UpdateBuilder communities(String... communities) {
    ByteBuffer value = ByteBuffer.allocate(4 * communities.length);
    Arrays.stream(communities).forEach(text -> value.putInt(Communities.parse(text)));
    return attribute(OPTIONAL_TRANSITIVE, AttributeType.COMMUNITIES, value.array());
  }

  public UpdateBuilder largeCommunity(long global, long local1, long local2) {
    ByteBuffer value = ByteBuffer.allocate(12);
    value.putInt((int) global).putInt((int) local1).putInt((int) local2);
    return attribute(OPTIONAL_TRANSITIVE, AttributeType.LARGE_COMMUNITIES, value.array());
  }

  /** AS numbers of two octets, as on a session with an old speaker. */
  public UpdateBuilder as2() {
    as2 = true;
    return this;
  }

  /** A path identifier before every prefix (RFC 7911). */
  public UpdateBuilder pathId(long id) {
    pathId = id;
    return this;
  }

  /** Any attribute with any flags; replaces the one that would be built. */
  public UpdateBuilder attribute(int flags, int type, byte... value) {
    attributes.put(type, encodeAttribute(flags, type, value));
    return this;
  }

  /** The octets of the attribute, nothing checked, in place of the one that would be built. */
  public UpdateBuilder rawAttribute(int type, byte... octets) {
    attributes.put(type, octets.clone());
    return this;
  }

  /** The message, with mandatory attributes if it announces anything. */
  public byte[] encode() {
    byte[] withdrawnField = nlri(withdrawn, false);
    byte[] nlriField = nlri(announced, false);
    byte[] attributeField = attributeField();
    ByteBuffer message =
        ByteBuffer.allocate(
            Frame.HEADER + 4 + withdrawnField.length + attributeField.length + nlriField.length);
    message.putLong(-1).putLong(-1).putShort((short) message.capacity()).put((byte) 2);
    message.putShort((short) withdrawnField.length).put(withdrawnField);
    message.putShort((short) attributeField.length).put(attributeField).put(nlriField);
    return message.array();
  }

  /** The message as hexadecimal text. */
  public String hex() {
    return Octets.of(encode()).hex();
  }

  private byte[] attributeField() {
    Map<Integer, byte[]> all = new TreeMap<>();
    byte[] ipv6 = nlri(announced, true);
    boolean plain = announced.stream().anyMatch(prefix -> !prefix.ipv6());
    if (!announced.isEmpty()) {
      byte[] origin = {(byte) Origin.IGP.code()};
      all.put(1, encodeAttribute(WELL_KNOWN, AttributeType.ORIGIN, origin));
      all.put(2, encodeAttribute(WELL_KNOWN, AttributeType.AS_PATH, pathOctets()));
    }
    if (plain) {
      byte[] hop = ipv4NextHop.toInetAddress().getAddress();
      all.put(3, encodeAttribute(WELL_KNOWN, AttributeType.NEXT_HOP, hop));
    }
    if (ipv6.length > 0) {
      all.put(14, encodeAttribute(OPTIONAL, AttributeType.MP_REACH_NLRI, reach(ipv6)));
    }
    byte[] gone = nlri(withdrawn, true);
    if (gone.length > 0) {
      ByteBuffer value = ByteBuffer.allocate(3 + gone.length);
      value.putShort((short) 2).put((byte) 1).put(gone);
      all.put(15, encodeAttribute(OPTIONAL, AttributeType.MP_UNREACH_NLRI, value.array()));
    }
    all.putAll(attributes);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    all.values().forEach(out::writeBytes);
    return out.toByteArray();
  }

  private byte[] reach(byte[] nlri) {
    ByteBuffer value = ByteBuffer.allocate(21 + nlri.length);
    value.putShort((short) 2).put((byte) 1).put((byte) 16);
    value.putLong(ipv6NextHop.hi()).putLong(ipv6NextHop.lo()).put((byte) 0);
    return value.put(nlri).array();
  }

  private byte[] pathOctets() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int s = 0; s < path.segmentCount(); s++) {
      int from = path.segmentStart(s);
      while (from < path.segmentEnd(s)) {
        int count = Math.min(255, path.segmentEnd(s) - from);
        out.write(path.segmentType(s).code());
        out.write(count);
        for (int i = from; i < from + count; i++) {
          byte[] asn = u32(path.hop(i));
          out.writeBytes(as2 ? Arrays.copyOfRange(asn, 2, 4) : asn);
        }
        from += count;
      }
    }
    return out.toByteArray();
  }

  private byte[] nlri(List<Prefix> prefixes, boolean ipv6) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Prefix prefix : prefixes) {
      if (prefix.ipv6() == ipv6) {
        if (pathId != null) {
          out.writeBytes(u32(pathId));
        }
        out.write(prefix.length());
        byte[] octets = ByteBuffer.allocate(16).putLong(prefix.hi()).putLong(prefix.lo()).array();
        out.write(octets, 0, (prefix.length() + 7) / 8);
      }
    }
    return out.toByteArray();
  }

  private static byte[] encodeAttribute(int flags, int type, byte[] value) {
    boolean extended = value.length > 255 || (flags & EXTENDED_LENGTH) != 0;
    ByteBuffer out = ByteBuffer.allocate((extended ? 4 : 3) + value.length);
    out.put((byte) (extended ? flags | EXTENDED_LENGTH : flags)).put((byte) type);
    if (extended) {
      out.putShort((short) value.length);
    } else {
      out.put((byte) value.length);
    }
    return out.put(value).array();
  }

  private static byte[] u32(long value) {
    return ByteBuffer.allocate(4).putInt((int) value).array();
  }
}
