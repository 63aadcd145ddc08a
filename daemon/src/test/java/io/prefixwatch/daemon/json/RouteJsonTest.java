package io.prefixwatch.daemon.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.attribute.Aggregator;
import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.attribute.AsPathBuilder;
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
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RouteJsonTest {

  private static String json(Consumer<JsonWriter> value) {
    JsonWriter out = new JsonWriter();
    value.accept(out);
    return JsonWriterTest.text(out);
  }

  private static String path(AsPath path) {
    return json(out -> RouteJson.asPath(out, path));
  }

  @Test
  void writesAPathFlat() {
    assertThat(path(AsPath.of(64496, 4294967295L))).isEqualTo("[64496,4294967295]");
    assertThat(path(AsPath.EMPTY)).isEqualTo("[]");
  }

  @Test
  void writesSetsAsArraysAndConfederationSegmentsAsObjects() {
    AsPath path =
        new AsPathBuilder()
            .segment(SegmentType.CONFED_SEQUENCE)
            .hop(64510)
            .hop(64511)
            .segment(SegmentType.CONFED_SET)
            .hop(64509)
            .segment(SegmentType.AS_SEQUENCE)
            .hop(64496)
            .segment(SegmentType.AS_SET)
            .hop(64497)
            .hop(64498)
            .segment(SegmentType.AS_SEQUENCE)
            .hop(64499)
            .build();

    assertThat(path(path))
        .isEqualTo(
            "[{\"confed_sequence\":[64510,64511]},{\"confed_set\":[64509]},64496,[64497,64498],"
                + "64499]");
  }

  @Test
  void writesCommunitiesInNumbers() {
    assertThat(json(out -> RouteJson.communities(out, Communities.of(0xFBF41F47, 0xFFFFFF01))))
        .isEqualTo("[\"64500:8007\",\"65535:65281\"]");
    assertThat(
            json(
                out -> RouteJson.largeCommunities(out, LargeCommunities.of(64500, 0, -1, 1, 2, 3))))
        .isEqualTo("[\"64500:0:4294967295\",\"1:2:3\"]");
    assertThat(
            json(
                out ->
                    RouteJson.extendedCommunities(
                        out, ExtendedCommunities.of(0x0002FBF400000064L, -1L))))
        .isEqualTo("[\"0002fbf400000064\",\"ffffffffffffffff\"]");
    assertThat(json(out -> RouteJson.communities(out, Communities.NONE))).isEqualTo("[]");
  }

  @Test
  void writesPrefixesAndAddressesInCanonicalText() {
    assertThat(json(out -> RouteJson.prefix(out, Prefix.parse("203.0.113.0/24"))))
        .isEqualTo("\"203.0.113.0/24\"");
    assertThat(json(out -> RouteJson.prefix(out, Prefix.parse("2001:DB8:0:0::/32"))))
        .isEqualTo("\"2001:db8::/32\"");
    assertThat(json(out -> RouteJson.address(out, Address.parse("2001:db8:0:1:1:1:1:1"))))
        .isEqualTo("\"2001:db8:0:1:1:1:1:1\"");
    assertThat(json(out -> RouteJson.clusterList(out, List.of(new RouterId(1), new RouterId(-1)))))
        .isEqualTo("[\"0.0.0.1\",\"255.255.255.255\"]");
  }

  @Test
  void writesBothHalvesOfANextHop() {
    NextHop both = new NextHop(Address.parse("2001:db8::1"), Address.parse("fe80::1"));
    NextHop one = new NextHop(Address.parse("192.0.2.1"), null);

    assertThat(json(out -> RouteJson.nextHopMembers(out, both)))
        .isEqualTo("\"next_hop\":\"2001:db8::1\",\"next_hop_link_local\":\"fe80::1\"");
    assertThat(json(out -> RouteJson.nextHopMembers(out, one)))
        .isEqualTo("\"next_hop\":\"192.0.2.1\"");
    assertThat(json(out -> RouteJson.nextHopMembers(out, null))).isEqualTo("\"next_hop\":null");
  }

  @Test
  void writesWhatIsAbsentAsNull() {
    assertThat(json(out -> RouteJson.origin(out, null))).isEqualTo("null");
    assertThat(json(out -> RouteJson.number(out, null))).isEqualTo("null");
    assertThat(json(out -> RouteJson.aggregator(out, null))).isEqualTo("null");
    assertThat(json(out -> RouteJson.pathId(out, Nlri.NO_PATH_ID))).isEqualTo("null");
  }

  @Test
  void writesWhatIsThere() {
    assertThat(json(out -> RouteJson.origin(out, Origin.INCOMPLETE))).isEqualTo("\"incomplete\"");
    assertThat(json(out -> RouteJson.number(out, 4294967295L))).isEqualTo("4294967295");
    assertThat(json(out -> RouteJson.pathId(out, 0))).isEqualTo("0");
    assertThat(json(out -> RouteJson.hex(out, Octets.ofHex("00ff")))).isEqualTo("\"00ff\"");
    assertThat(
            json(
                out ->
                    RouteJson.aggregator(out, new Aggregator(64496, Address.parse("192.0.2.1")))))
        .isEqualTo("{\"asn\":64496,\"address\":\"192.0.2.1\"}");
  }
}
