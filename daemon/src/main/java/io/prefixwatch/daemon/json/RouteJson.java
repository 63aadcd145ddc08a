package io.prefixwatch.daemon.json;

import io.prefixwatch.bgp.attribute.Aggregator;
import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.attribute.Communities;
import io.prefixwatch.bgp.attribute.ExtendedCommunities;
import io.prefixwatch.bgp.attribute.LargeCommunities;
import io.prefixwatch.bgp.attribute.NextHop;
import io.prefixwatch.bgp.attribute.Origin;
import io.prefixwatch.bgp.attribute.SegmentType;
import io.prefixwatch.bgp.message.Nlri;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Octets;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.net.RouterId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a route as JSON, one method each. What is absent becomes null. */
public final class RouteJson {

  private static final JsonKey ASN = JsonKey.of("asn");
  private static final JsonKey ADDRESS = JsonKey.of("address");
  private static final JsonKey NEXT_HOP = JsonKey.of("next_hop");
  private static final JsonKey NEXT_HOP_LINK_LOCAL = JsonKey.of("next_hop_link_local");
  private static final JsonKey CONFED_SEQUENCE = JsonKey.of("confed_sequence");
  private static final JsonKey CONFED_SET = JsonKey.of("confed_set");

  private RouteJson() {}

  /** Canonical text, {@code "203.0.113.0/24"}. */
  public static void prefix(JsonWriter out, Prefix prefix) {
    out.beginText();
    out.prefix(prefix);
    out.endText();
  }

  /** A number, or null for {@link Nlri#NO_PATH_ID}. */
  public static void pathId(JsonWriter out, long pathId) {
    if (pathId == Nlri.NO_PATH_ID) {
      out.nullValue();
    } else {
      out.number(pathId);
    }
  }

  /** Canonical text. */
  public static void address(JsonWriter out, Address address) {
    out.beginText();
    out.address(address);
    out.endText();
  }

  /** Dotted quad. */
  public static void routerId(JsonWriter out, RouterId routerId) {
    address(out, Address.ipv4(routerId.bits()));
  }

  /**
   * The member {@code next_hop}, and {@code next_hop_link_local} behind it where an IPv6 next hop
   * has a second half.
   */
  public static void nextHopMembers(JsonWriter out, @Nullable NextHop nextHop) {
    out.name(NEXT_HOP);
    if (nextHop == null) {
      out.nullValue();
      return;
    }
    address(out, nextHop.address());
    Address linkLocal = nextHop.linkLocal();
    if (linkLocal != null) {
      out.name(NEXT_HOP_LINK_LOCAL);
      address(out, linkLocal);
    }
  }

  /**
   * A flat array of AS numbers, neighbour first. An AS_SET is an array inside it, a confederation
   * segment an object.
   */
  public static void asPath(JsonWriter out, AsPath path) {
    out.beginArray();
    for (int s = 0; s < path.segmentCount(); s++) {
      SegmentType type = path.segmentType(s);
      switch (type) {
        case AS_SEQUENCE -> hops(out, path, s);
        case AS_SET -> {
          out.beginArray();
          hops(out, path, s);
          out.endArray();
        }
        case CONFED_SEQUENCE, CONFED_SET -> {
          out.beginObject();
          out.name(type == SegmentType.CONFED_SET ? CONFED_SET : CONFED_SEQUENCE);
          out.beginArray();
          hops(out, path, s);
          out.endArray().endObject();
        }
      }
    }
    out.endArray();
  }

  private static void hops(JsonWriter out, AsPath path, int segment) {
    int end = path.segmentEnd(segment);
    for (int i = path.segmentStart(segment); i < end; i++) {
      out.number(path.hop(i));
    }
  }

  /** {@code "igp"}, {@code "egp"}, {@code "incomplete"} or null. */
  public static void origin(JsonWriter out, @Nullable Origin origin) {
    if (origin == null) {
      out.nullValue();
    } else {
      out.label(origin.label());
    }
  }

  /** An unsigned number, or null. */
  public static void number(JsonWriter out, @Nullable Long value) {
    if (value == null) {
      out.nullValue();
    } else {
      out.number(value);
    }
  }

  /** An array of {@code "64500:8007"}, in numbers, never names. */
  public static void communities(JsonWriter out, Communities communities) {
    out.beginArray();
    for (int i = 0; i < communities.size(); i++) {
      int community = communities.at(i);
      out.beginText();
      out.digits(community >>> 16);
      out.put(':');
      out.digits(community & 0xFFFF);
      out.endText();
    }
    out.endArray();
  }

  /** An array of {@code "a:b:c"}. */
  public static void largeCommunities(JsonWriter out, LargeCommunities communities) {
    out.beginArray();
    for (int i = 0; i < communities.size(); i++) {
      out.beginText();
      out.digits(communities.part(i, 0));
      out.put(':');
      out.digits(communities.part(i, 1));
      out.put(':');
      out.digits(communities.part(i, 2));
      out.endText();
    }
    out.endArray();
  }

  /** An array of 16 hexadecimal digits each. */
  public static void extendedCommunities(JsonWriter out, ExtendedCommunities communities) {
    out.beginArray();
    for (int i = 0; i < communities.size(); i++) {
      out.beginText();
      out.hexDigits(communities.at(i), 16);
      out.endText();
    }
    out.endArray();
  }

  /** {@code {"asn":..,"address":..}} or null. */
  public static void aggregator(JsonWriter out, @Nullable Aggregator aggregator) {
    if (aggregator == null) {
      out.nullValue();
      return;
    }
    out.beginObject().name(ASN).number(aggregator.asn()).name(ADDRESS);
    address(out, aggregator.address());
    out.endObject();
  }

  /** An array of dotted quads. */
  public static void clusterList(JsonWriter out, List<RouterId> clusters) {
    out.beginArray();
    for (RouterId cluster : clusters) {
      routerId(out, cluster);
    }
    out.endArray();
  }

  /** Lower-case hexadecimal text. */
  public static void hex(JsonWriter out, Octets octets) {
    out.label(octets.hex());
  }
}
