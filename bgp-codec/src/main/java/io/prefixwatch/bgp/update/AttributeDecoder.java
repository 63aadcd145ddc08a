package io.prefixwatch.bgp.update;

import static io.prefixwatch.bgp.update.OctetAccess.i32;
import static io.prefixwatch.bgp.update.OctetAccess.i64;
import static io.prefixwatch.bgp.update.OctetAccess.u16;
import static io.prefixwatch.bgp.update.OctetAccess.u32;

import io.prefixwatch.bgp.attribute.Aggregator;
import io.prefixwatch.bgp.attribute.As4Merge;
import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.attribute.AttributeType;
import io.prefixwatch.bgp.attribute.Communities;
import io.prefixwatch.bgp.attribute.ExtendedCommunities;
import io.prefixwatch.bgp.attribute.LargeCommunities;
import io.prefixwatch.bgp.attribute.NextHop;
import io.prefixwatch.bgp.attribute.Origin;
import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.attribute.UnknownAttribute;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Asn;
import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.net.RouterId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds values from attributes that {@link UpdateScan} found sound. */
public final class AttributeDecoder {

  /** Flag bit of a stored attribute whose value was shortened; of no meaning on the wire. */
  public static final int CUT = 0x01;

  private AttributeDecoder() {}

  /**
   * All attributes of a table.
   *
   * @param as4 whether AS_PATH and AGGREGATOR hold 4-octet numbers; if not, the AS4 attributes are
   *     merged in (RFC 6793 section 4.2.3)
   * @param nextHop of the routes that the value is for
   */
  public static PathAttributes decode(
      AttributeTable table, boolean as4, @Nullable NextHop nextHop) {
    boolean trustsAs4 = !as4 && !aggregatorContradictsAs4(table);
    return new PathAttributes(
        origin(table),
        asPath(table, as4, trustsAs4),
        nextHop,
        unsigned(table, AttributeType.MED),
        unsigned(table, AttributeType.LOCAL_PREF),
        table.has(AttributeType.ATOMIC_AGGREGATE),
        aggregator(table, as4, trustsAs4),
        communities(table),
        extendedCommunities(table),
        largeCommunities(table),
        originatorId(table),
        clusterList(table),
        unsigned(table, AttributeType.OTC),
        unknown(table));
  }

  /**
   * All attributes of a table that was shortened before it was stored: where the lowest flag bit is
   * set, the value is not all that came.
   *
   * @param firstHops of a shortened path, before its gap
   */
  public static PathAttributes decodeStored(
      AttributeTable table, boolean as4, @Nullable NextHop nextHop, int firstHops) {
    PathAttributes all = decode(table, as4, nextHop);
    if (!isAnyCut(table)) {
      return all;
    }
    boolean path = isCut(table, AttributeType.AS_PATH);
    boolean standard = isCut(table, AttributeType.COMMUNITIES);
    boolean extended = isCut(table, AttributeType.EXTENDED_COMMUNITIES);
    boolean large = isCut(table, AttributeType.LARGE_COMMUNITIES);
    return new PathAttributes(
        all.origin(),
        path ? all.asPath().markedShortened(firstHops) : all.asPath(),
        all.nextHop(),
        all.med(),
        all.localPref(),
        all.atomicAggregate(),
        all.aggregator(),
        standard ? all.communities().markedTruncated() : all.communities(),
        extended ? all.extendedCommunities().markedTruncated() : all.extendedCommunities(),
        large ? all.largeCommunities().markedTruncated() : all.largeCommunities(),
        all.originatorId(),
        all.clusterList(),
        all.otc(),
        all.unknown().stream().map(AttributeDecoder::original).toList());
  }

  private static boolean isAnyCut(AttributeTable table) {
    int marks = 0;
    for (int type = table.nextType(0); type >= 0; type = table.nextType(type + 1)) {
      marks |= table.flags(type);
    }
    return (marks & CUT) != 0;
  }

  private static boolean isCut(AttributeTable table, int type) {
    return table.has(type) && (table.flags(type) & CUT) != 0;
  }

  /** A shortened value has the length of the whole one before it. */
  private static UnknownAttribute original(UnknownAttribute stored) {
    if ((stored.flags() & CUT) == 0) {
      return stored;
    }
    Octets value = stored.value();
    return new UnknownAttribute(
        stored.type(), stored.flags() & ~CUT, value.slice(2, value.length() - 2), value.u16(0));
  }

  /** The next hop of plain NLRI, or null. */
  public static @Nullable NextHop plainNextHop(AttributeTable table) {
    int type = AttributeType.NEXT_HOP;
    return table.has(type) && table.length(type) == 4
        ? new NextHop(Address.ipv4(i32(table.buffer(), table.valueAt(type))), null)
        : null;
  }

  /** The next hop of MP_REACH_NLRI of the scan, or null. */
  public static @Nullable NextHop multiprotocolNextHop(UpdateScan scan) {
    MultiprotocolField reach = scan.reach();
    return reach.isOurs() ? nextHop(scan.buffer(), reach.nextHopAt(), reach.nextHopLength()) : null;
  }

  /** A next hop of 4, 16 or 32 octets; null for any other length. */
  public static @Nullable NextHop nextHop(byte[] buffer, int at, int length) {
    return switch (length) {
      case 4 -> new NextHop(Address.ipv4(i32(buffer, at)), null);
      case 16 -> new NextHop(ipv6(buffer, at), null);
      case 32 -> new NextHop(ipv6(buffer, at), ipv6(buffer, at + 16));
      default -> null;
    };
  }

  private static Address ipv6(byte[] buffer, int at) {
    return Address.ipv6(i64(buffer, at), i64(buffer, at + 8));
  }

  /** An AGGREGATOR with a real AS number says that no old speaker was in between. */
  private static boolean aggregatorContradictsAs4(AttributeTable table) {
    int type = AttributeType.AGGREGATOR;
    return table.has(type)
        && table.has(AttributeType.AS4_AGGREGATOR)
        && u16(table.buffer(), table.valueAt(type)) != Asn.TRANS;
  }

  private static @Nullable Origin origin(AttributeTable table) {
    return table.has(AttributeType.ORIGIN) ? Origin.of(table.octet(AttributeType.ORIGIN, 0)) : null;
  }

  private static AsPath asPath(AttributeTable table, boolean as4, boolean trustsAs4) {
    if (!table.has(AttributeType.AS_PATH)) {
      return AsPath.EMPTY;
    }
    AsPath path = path(table, AttributeType.AS_PATH, as4 ? 4 : 2);
    return trustsAs4 && table.has(AttributeType.AS4_PATH)
        ? As4Merge.merge(path, path(table, AttributeType.AS4_PATH, 4))
        : path;
  }

  private static AsPath path(AttributeTable table, int type, int width) {
    return AsPathWalk.build(table.buffer(), table.valueAt(type), table.length(type), width);
  }

  private static @Nullable Long unsigned(AttributeTable table, int type) {
    return table.has(type) ? (Long) u32(table.buffer(), table.valueAt(type)) : null;
  }

  private static @Nullable Aggregator aggregator(
      AttributeTable table, boolean as4, boolean trustsAs4) {
    if (!table.has(AttributeType.AGGREGATOR)) {
      return null;
    }
    if (trustsAs4 && table.has(AttributeType.AS4_AGGREGATOR)) {
      return aggregator(table, AttributeType.AS4_AGGREGATOR, true);
    }
    return aggregator(table, AttributeType.AGGREGATOR, as4);
  }

  private static Aggregator aggregator(AttributeTable table, int type, boolean wide) {
    byte[] buffer = table.buffer();
    int at = table.valueAt(type);
    return wide
        ? new Aggregator(u32(buffer, at), Address.ipv4(i32(buffer, at + 4)))
        : new Aggregator(u16(buffer, at), Address.ipv4(i32(buffer, at + 2)));
  }

  private static int[] ints(AttributeTable table, int type) {
    if (!table.has(type)) {
      return new int[0];
    }
    int[] values = new int[table.length(type) / 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = i32(table.buffer(), table.valueAt(type) + 4 * i);
    }
    return values;
  }

  private static Communities communities(AttributeTable table) {
    return table.has(AttributeType.COMMUNITIES)
        ? Communities.ofOwned(ints(table, AttributeType.COMMUNITIES))
        : Communities.NONE;
  }

  private static LargeCommunities largeCommunities(AttributeTable table) {
    return table.has(AttributeType.LARGE_COMMUNITIES)
        ? LargeCommunities.of(ints(table, AttributeType.LARGE_COMMUNITIES))
        : LargeCommunities.NONE;
  }

  private static ExtendedCommunities extendedCommunities(AttributeTable table) {
    int type = AttributeType.EXTENDED_COMMUNITIES;
    if (!table.has(type)) {
      return ExtendedCommunities.NONE;
    }
    long[] values = new long[table.length(type) / 8];
    for (int i = 0; i < values.length; i++) {
      values[i] = i64(table.buffer(), table.valueAt(type) + 8 * i);
    }
    return ExtendedCommunities.of(values);
  }

  private static @Nullable RouterId originatorId(AttributeTable table) {
    int type = AttributeType.ORIGINATOR_ID;
    return table.has(type) ? new RouterId(i32(table.buffer(), table.valueAt(type))) : null;
  }

  private static List<RouterId> clusterList(AttributeTable table) {
    int type = AttributeType.CLUSTER_LIST;
    if (!table.has(type)) {
      return List.of();
    }
    RouterId[] clusters = new RouterId[table.length(type) / 4];
    for (int i = 0; i < clusters.length; i++) {
      clusters[i] = new RouterId(i32(table.buffer(), table.valueAt(type) + 4 * i));
    }
    return List.of(clusters);
  }

  private static List<UnknownAttribute> unknown(AttributeTable table) {
    List<UnknownAttribute> unknown = null;
    for (int type = table.nextType(1); type >= 0; type = table.nextType(type + 1)) {
      if (!hasField(type)) {
        unknown = unknown == null ? new ArrayList<>() : unknown;
        int at = table.valueAt(type);
        Octets value = Octets.copyOfRange(table.buffer(), at, at + table.length(type));
        unknown.add(new UnknownAttribute(type, table.flags(type), value));
      }
    }
    return unknown == null ? List.of() : unknown;
  }

  /**
   * True for types that have a field of their own in {@link PathAttributes}, or are merged into
   * one. The flags of these were checked and carry no information any more.
   */
  public static boolean hasField(int type) {
    return AttributeRules.isKnown(type)
        && type != AttributeType.AIGP
        && type != AttributeType.BGP_LS
        && type != AttributeType.IPV6_EXTENDED_COMMUNITIES;
  }
}
