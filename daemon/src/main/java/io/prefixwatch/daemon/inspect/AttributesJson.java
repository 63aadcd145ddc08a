package io.prefixwatch.daemon.inspect;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.attribute.Communities;
import io.prefixwatch.bgp.attribute.ExtendedCommunities;
import io.prefixwatch.bgp.attribute.LargeCommunities;
import io.prefixwatch.bgp.attribute.PathAttributes;
import io.prefixwatch.bgp.attribute.UnknownAttribute;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.daemon.json.JsonWriter;
import io.prefixwatch.daemon.json.RouteJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The path attributes of one message, as {@code decode} shows them. */
final class AttributesJson {

  private static final PathAttributes NONE =
      new PathAttributes(
          null,
          AsPath.EMPTY,
          null,
          null,
          null,
          false,
          null,
          Communities.NONE,
          ExtendedCommunities.NONE,
          LargeCommunities.NONE,
          null,
          List.of(),
          null,
          List.of());

  private AttributesJson() {}

  /**
   * Writes the object.
   *
   * @param given the attributes that remain; null for a message that has none
   * @param hasAsPath tells an empty path, an empty array, from none, null
   */
  static void write(JsonWriter out, @Nullable PathAttributes given, boolean hasAsPath) {
    PathAttributes attributes = given == null ? NONE : given;
    out.beginObject();
    RouteJson.origin(out.name("origin"), attributes.origin());
    out.name("as_path");
    if (hasAsPath) {
      RouteJson.asPath(out, attributes.asPath());
    } else {
      out.nullValue();
    }
    RouteJson.number(out.name("med"), attributes.med());
    RouteJson.number(out.name("local_pref"), attributes.localPref());
    RouteJson.communities(out.name("communities"), attributes.communities());
    RouteJson.largeCommunities(out.name("large_communities"), attributes.largeCommunities());
    RouteJson.extendedCommunities(out.name("ext_communities"), attributes.extendedCommunities());
    RouteJson.aggregator(out.name("aggregator"), attributes.aggregator());
    out.name("atomic_aggregate").bool(attributes.atomicAggregate());
    originatorId(out.name("originator_id"), attributes.originatorId());
    RouteJson.clusterList(out.name("cluster_list"), attributes.clusterList());
    RouteJson.number(out.name("otc"), attributes.otc());
    unknown(out.name("unknown"), attributes.unknown());
    extendedTexts(out.name("ext_communities_text"), attributes.extendedCommunities());
    out.endObject();
  }

  private static void originatorId(JsonWriter out, @Nullable RouterId originatorId) {
    if (originatorId == null) {
      out.nullValue();
    } else {
      RouteJson.routerId(out, originatorId);
    }
  }

  /** What each says, null where nobody but its octets tells. */
  private static void extendedTexts(JsonWriter out, ExtendedCommunities communities) {
    out.beginArray();
    for (int i = 0; i < communities.size(); i++) {
      String text = communities.text(i);
      if (text == null) {
        out.nullValue();
      } else {
        out.label(text);
      }
    }
    out.endArray();
  }

  private static void unknown(JsonWriter out, List<UnknownAttribute> attributes) {
    out.beginArray();
    for (UnknownAttribute attribute : attributes) {
      out.beginObject().name("type").number(attribute.type());
      out.name("flags").number(attribute.flags());
      RouteJson.hex(out.name("value"), attribute.value());
      out.endObject();
    }
    out.endArray();
  }
}
