package io.prefixwatch.daemon.inspect;

import static io.prefixwatch.bgp.fixture.UpdateBuilder.AS_PATH;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.NEXT_HOP;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.ORIGIN;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.anAnnouncement;
import static io.prefixwatch.bgp.fixture.UpdateBuilder.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.fixture.Hex;
import io.prefixwatch.bgp.fixture.Messages;
import io.prefixwatch.bgp.fixture.UpdateBuilder;
import io.prefixwatch.bgp.update.PeerSort;
import io.prefixwatch.bgp.update.ScanContext;
import io.prefixwatch.daemon.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lines of decode. */
class MessageInspectorTest {

  private static final ScanContext EBGP =
      ScanContext.of(PeerSort.EBGP).withIpv6NextHopForIpv4(true);

  private static final String NO_ATTRIBUTES =
      "{\"origin\":null,\"as_path\":null,\"med\":null,\"local_pref\":null,\"communities\":[],"
          + "\"large_communities\":[],\"ext_communities\":[],\"aggregator\":null,"
          + "\"atomic_aggregate\":false,\"originator_id\":null,\"cluster_list\":[],\"otc\":null,"
          + "\"unknown\":[],\"ext_communities_text\":[]}";

  private static String line(byte[] octets, ScanContext context) {
    JsonWriter out = new JsonWriter();
    new MessageInspector(context, false).inspect(octets, out);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      out.drainTo(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  private static String line(byte[] octets) {
    return line(octets, EBGP);
  }

  private static JsonNode read(byte[] octets) {
    return JsonMapper.shared().readTree(line(octets));
  }

  private static JsonNode read(UpdateBuilder update) {
    return read(update.build());
  }

  private static String outcome(JsonNode line) {
    JsonNode answer = line.get("notification");
    String outcome = line.get("outcome").asString();
    return answer.isNull()
        ? outcome
        : outcome + " " + answer.get("code") + "/" + answer.get("subcode");
  }

  @Test
  void printsEveryKeyInItsOrder() {
    assertThat(line(Messages.message(4, "")))
        .isEqualTo(
            "{\"type\":\"keepalive\",\"outcome\":\"ok\",\"notification\":null,\"announced\":[],"
                + "\"withdrawn\":[],\"end_of_rib\":null,\"attributes\":"
                + NO_ATTRIBUTES
                + ",\"other_families\":[],\"issues\":[],\"open\":null,"
                + "\"received_notification\":null,\"route_refresh\":null}\n");
  }

  @Test
  void printsAWholeUpdate() {
    UpdateBuilder update =
        anAnnouncement()
            .withdrawing("198.51.100.0/24")
            .attribute(0x80, 4, "0000000a")
            .attribute(0x40, 6, "")
            .attribute(0xC0, 7, "0000fbf1c0000207")
            .attribute(0xC0, 8, "fbf41f47")
            .attribute(0xC0, 16, "0002fbf400000064")
            .attribute(0xC0, 32, "0000fbf40000000000000001")
            .attribute(0xC0, 35, "0000fbf0")
            .attribute(0xE0, 99, "dead");

    assertThat(line(update.build()))
        .isEqualTo(
            "{\"type\":\"update\",\"outcome\":\"ok\",\"notification\":null,"
                + "\"announced\":[{\"family\":\"ipv4-unicast\",\"prefix\":\"203.0.113.0/24\","
                + "\"path_id\":null,\"next_hop\":\"192.0.2.1\"}],"
                + "\"withdrawn\":[{\"family\":\"ipv4-unicast\",\"prefix\":\"198.51.100.0/24\","
                + "\"path_id\":null}],\"end_of_rib\":null,"
                + "\"attributes\":{\"origin\":\"igp\",\"as_path\":[64496,64497],\"med\":10,"
                + "\"local_pref\":null,\"communities\":[\"64500:8007\"],"
                + "\"large_communities\":[\"64500:0:1\"],"
                + "\"ext_communities\":[\"0002fbf400000064\"],"
                + "\"aggregator\":{\"asn\":64497,\"address\":\"192.0.2.7\"},"
                + "\"atomic_aggregate\":true,\"originator_id\":null,\"cluster_list\":[],"
                + "\"otc\":64496,\"unknown\":[{\"type\":99,\"flags\":224,\"value\":\"dead\"}],"
                + "\"ext_communities_text\":[\"target:64500:100\"]},"
                + "\"other_families\":[],\"issues\":[],\"open\":null,"
                + "\"received_notification\":null,\"route_refresh\":null}\n");
  }

  @Test
  void printsReflectionAttributesOfAnInsidePeer() {
    byte[] update =
        anAnnouncement()
            .attribute(0x40, 5, "00000064")
            .attribute(0x80, 9, "c0000201")
            .attribute(0x80, 10, "c0000202c0000203")
            .build();

    assertThat(line(update, ScanContext.of(PeerSort.IBGP)))
        .contains("\"outcome\":\"ok\"", "\"local_pref\":100", "\"originator_id\":\"192.0.2.1\"")
        .contains("\"cluster_list\":[\"192.0.2.2\",\"192.0.2.3\"]");
    assertThat(line(update))
        .contains("\"outcome\":\"attribute-discard\"", "\"local_pref\":null")
        .contains("\"originator_id\":null,\"cluster_list\":[]")
        .contains(
            "{\"attribute\":5,\"offset\":47,\"reason\":\"not accepted on this kind of session\","
                + "\"action\":\"discard\"}");
  }

  @Test
  void tellsAnEmptyPathFromNone() {
    assertThat(line(anUpdate().attributes(ORIGIN).attributes("400200").build()))
        .contains("\"as_path\":[]");
    assertThat(line(anUpdate().attributes(ORIGIN).build())).contains("\"as_path\":null");
  }

  @Test
  void printsBothHalvesOfALongNextHop() {
    UpdateBuilder update =
        anUpdate()
            .attributes(ORIGIN)
            .attributes(AS_PATH)
            .attribute(
                0x80,
                14,
                "000201 20"
                    + Messages.address("2001:db8::1")
                    + Messages.address("fe80::1")
                    + "00"
                    + Messages.nlri("2001:db8:1::/48"));

    assertThat(line(update.build()))
        .contains(
            "\"announced\":[{\"family\":\"ipv6-unicast\",\"prefix\":\"2001:db8:1::/48\","
                + "\"path_id\":null,\"next_hop\":\"2001:db8::1\","
                + "\"next_hop_link_local\":\"fe80::1\"}]");
  }

  @Test
  void acceptsAnIpv6NextHopForIpv4() {
    UpdateBuilder update =
        anUpdate()
            .attributes(ORIGIN)
            .attributes(AS_PATH)
            .attribute(
                0x80,
                14,
                "000101 10"
                    + Messages.address("2001:db8::1")
                    + "00 "
                    + Messages.nlri("203.0.113.0/24"));

    assertThat(line(update.build()))
        .contains("\"outcome\":\"ok\"")
        .contains("\"prefix\":\"203.0.113.0/24\",\"path_id\":null,\"next_hop\":\"2001:db8::1\"");
  }

  @Test
  void printsTreatAsWithdraw() {
    UpdateBuilder update =
        anUpdate()
            .attributes("40010103")
            .attributes(AS_PATH)
            .attributes(NEXT_HOP)
            .announcing("203.0.113.0/24")
            .withdrawing("198.51.100.0/24");

    assertThat(line(update.build()))
        .contains("\"outcome\":\"treat-as-withdraw\",\"notification\":null,\"announced\":[],")
        .contains(
            "\"withdrawn\":[{\"family\":\"ipv4-unicast\",\"prefix\":\"198.51.100.0/24\","
                + "\"path_id\":null},{\"family\":\"ipv4-unicast\",\"prefix\":\"203.0.113.0/24\","
                + "\"path_id\":null}]")
        .contains(
            "\"issues\":[{\"attribute\":1,\"offset\":27,\"reason\":\"value must be 0, 1 or 2\","
                + "\"action\":\"withdraw\"}]");
  }

  @Test
  void printsTheAnswerOfAReset() {
    JsonNode line = read(anAnnouncement().attribute(0x80, 15, "0002"));

    assertThat(outcome(line)).isEqualTo("session-reset 3/9");
    assertThat(line.get("notification").get("data").asString()).isEqualTo("800f020002");
    assertThat(line.get("announced").isEmpty()).isTrue();
    assertThat(line.get("withdrawn").isEmpty()).isTrue();
    assertThat(line.get("issues").get(0).get("action").asString()).isEqualTo("reset");
  }

  @Test
  void printsNullForAnIssueInNoAttribute() {
    JsonNode line = read(anUpdate().announcing("203.0.113.0/24").withdrawn("21").mandatory());

    assertThat(outcome(line)).isEqualTo("session-reset 3/10");
    assertThat(line.get("issues").get(0).get("attribute").isNull()).isTrue();
  }

  @Test
  void listsEveryIssueOfAMessage() {
    UpdateBuilder update = anAnnouncement();
    for (int i = 0; i < 200; i++) {
      update.attributes(ORIGIN);
    }

    assertThat(read(update).get("issues").size()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({"000101,ipv4-unicast", "000201,ipv6-unicast", "001946,afi-25-safi-70"})
  void printsEndOfRib(String family, String label) {
    assertThat(read(anUpdate().attribute(0x80, 15, family)).get("end_of_rib").asString())
        .isEqualTo(label);
  }

  @Test
  void printsTheEmptyUpdateAsEndOfRib() {
    assertThat(read(anUpdate()).get("end_of_rib").asString()).isEqualTo("ipv4-unicast");
  }

  @Test
  void countsTheOctetsOfOtherFamilies() {
    UpdateBuilder update =
        anUpdate()
            .attributes(ORIGIN)
            .attributes(AS_PATH)
            .attribute(0x80, 14, "001946 04 c0000201 00 0102030405")
            .attribute(0x80, 15, "400447 ffff");

    assertThat(line(update.build()))
        .contains("\"announced\":[],\"withdrawn\":[],\"end_of_rib\":null")
        .contains(
            "\"other_families\":[{\"afi\":25,\"safi\":70,\"reach\":true,\"octets\":5},"
                + "{\"afi\":16388,\"safi\":71,\"reach\":false,\"octets\":2}]");
  }

  @Test
  void printsAnOpenWithWhatIsInItsCapabilities() {
    byte[] open =
        Messages.openWith(
            "0104 0001 00 01"
                + "0200"
                + "0506 0001 0001 0002"
                + "0901 04"
                + "4006 8078 000101 80"
                + "4104 00010000"
                + "4508 000101 01 000201 03"
                + "4707 000101 80 00012c"
                + "4904 02 6e31 00"
                + "4b03 02 7631"
                + "0103 000000"
                + "f302 abcd");

    assertThat(line(open))
        .startsWith("{\"type\":\"open\",\"outcome\":\"ok\",\"notification\":null,")
        .contains(
            "\"open\":{\"version\":4,\"asn\":65536,\"asn_field\":64496,\"hold_time\":90,"
                + "\"router_id\":\"192.0.2.1\",\"capabilities\":["
                + "{\"code\":1,\"name\":\"multiprotocol\",\"value\":\"00010001\","
                + "\"family\":\"ipv4-unicast\"},"
                + "{\"code\":2,\"name\":\"route-refresh\",\"value\":\"\"},"
                + "{\"code\":5,\"name\":\"extended-next-hop\",\"value\":\"000100010002\","
                + "\"families\":[{\"family\":\"ipv4-unicast\",\"next_hop_afi\":2}]},"
                + "{\"code\":9,\"name\":\"role\",\"value\":\"04\",\"role\":\"peer\"},"
                + "{\"code\":64,\"name\":\"graceful-restart\",\"value\":\"807800010180\","
                + "\"restarting\":true,\"notification\":false,\"restart_time\":120,"
                + "\"families\":[{\"family\":\"ipv4-unicast\",\"forwarding\":true}]},"
                + "{\"code\":65,\"name\":\"four-octet-asn\",\"value\":\"00010000\","
                + "\"asn\":65536},"
                + "{\"code\":69,\"name\":\"add-path\",\"value\":\"0001010100020103\","
                + "\"families\":[{\"family\":\"ipv4-unicast\",\"mode\":\"receive\"},"
                + "{\"family\":\"ipv6-unicast\",\"mode\":\"both\"}]},"
                + "{\"code\":71,\"name\":\"long-lived-graceful-restart\","
                + "\"value\":\"0001018000012c\",\"families\":[{\"family\":\"ipv4-unicast\","
                + "\"forwarding\":true,\"stale_time\":300}]},"
                + "{\"code\":73,\"name\":\"fqdn\",\"value\":\"026e3100\",\"host\":\"n1\","
                + "\"domain\":\"\"},"
                + "{\"code\":75,\"name\":\"software-version\",\"value\":\"027631\","
                + "\"version\":\"v1\"},"
                + "{\"code\":1,\"name\":\"multiprotocol\",\"value\":\"000000\"},"
                + "{\"code\":243,\"name\":\"unknown\",\"value\":\"abcd\"}]}");
  }

  @Test
  void judgesWhatAnOpenHolds() {
    JsonNode line = read(Messages.message(1, "04 fbf0 0001 c0000201 00"));

    assertThat(outcome(line)).isEqualTo("session-reset 2/6");
    assertThat(line.get("type").asString()).isEqualTo("open");
    assertThat(line.get("open").isNull()).isTrue();
  }

  @Test
  void escapesTextFromTheWire() {
    byte[] open = Messages.openWith("4909 07 221b5b e280ae 0a 00");

    assertThat(line(open)).contains("\"host\":\"\\\"\\u001b[\\u202e\\u000a\",\"domain\":\"\"");
    assertThat(line(Messages.message(3, "0602 07 7f c285 e280a8 22")))
        .contains("\"text\":\"\\u007f\\u0085\\u2028\\\"\"");
  }

  @Test
  void printsANotificationAndNeverAnswersIt() {
    assertThat(line(Messages.message(3, "0602 04 73746f70")))
        .startsWith("{\"type\":\"notification\",\"outcome\":\"ok\",\"notification\":null,")
        .contains(
            "\"received_notification\":{\"code\":6,\"subcode\":2,\"data\":\"0473746f70\","
                + "\"text\":\"stop\"}");
    assertThat(line(Messages.message(3, "fafa")))
        .contains("{\"code\":250,\"subcode\":250,\"data\":\"\",\"text\":null}");
    assertThat(line(Messages.message(3, "0602 c8 61616161616161616161")))
        .contains("\"data\":\"c861616161616161616161\",\"text\":null");
  }

  @ParameterizedTest(name = "body \"{0}\"")
  @ValueSource(strings = {"", "06"})
  void resetsWithoutAnAnswerForABrokenNotification(String body) {
    JsonNode line = read(Messages.message(3, body));

    assertThat(outcome(line)).isEqualTo("session-reset");
    assertThat(line.get("type").asString()).isEqualTo("notification");
    assertThat(line.get("received_notification").isNull()).isTrue();
  }

  @Test
  void printsARouteRefresh() {
    assertThat(line(Messages.message(5, "0002 01 01")))
        .startsWith("{\"type\":\"route-refresh\",\"outcome\":\"ok\",")
        .endsWith("\"route_refresh\":{\"afi\":2,\"safi\":1,\"subtype\":1}}\n");
    assertThat(line(Messages.message(5, "0019 00 46 01 80 0000")))
        .endsWith("\"route_refresh\":{\"afi\":25,\"safi\":70,\"subtype\":0}}\n");
  }

  @ParameterizedTest(name = "body {0} -> {1}")
  @CsvSource({
    "000101,session-reset 7/1",
    "0001020100,session-reset 7/1",
    "000100,ok",
    "0001,ok",
    "0001000100,ok",
    "000103,ok",
    "00010301ff,ok"
  })
  void judgesARouteRefreshOfAWrongLength(String body, String expected) {
    byte[] message = Messages.message(5, body);

    JsonNode line = read(message);

    assertThat(outcome(line)).isEqualTo(expected);
    if (!line.get("notification").isNull()) {
      assertThat(line.get("notification").get("data").asString()).isEqualTo(Hex.hex(message));
    }
  }

  @Test
  void judgesHeaders() {
    byte[] keepalive = Messages.message(4, "");
    byte[] marker = keepalive.clone();
    marker[3] = 0;

    assertThat(outcome(read(marker))).isEqualTo("session-reset 1/1");
    assertThat(outcome(read(Messages.message(9, "")))).isEqualTo("session-reset 1/3");
    assertThat(outcome(read(Messages.message(4, "00")))).isEqualTo("session-reset 1/2");
    assertThat(outcome(read(Messages.message(2, "0000")))).isEqualTo("session-reset 1/2");
    assertThat(read(marker).get("type").isNull()).isTrue();
    assertThat(read(Messages.message(9, "")).get("type").isNull()).isTrue();
    assertThat(read(Messages.message(9, "")).get("notification").get("data").asString())
        .isEqualTo("09");
  }

  @ParameterizedTest(name = "claims {0}")
  @ValueSource(ints = {0, 18, 22, 24, 100, 65535})
  void resetsWhenTheHeaderClaimsAnotherLength(int length) {
    JsonNode line = read(Messages.message(2, "00000000", length));

    assertThat(outcome(line)).isEqualTo("session-reset 1/2");
    assertThat(line.get("notification").get("data").asString()).isEqualTo(Hex.u16(length));
  }

  @Test
  void resetsForFewerOctetsThanAHeader() {
    byte[] keepalive = Messages.message(4, "");

    for (int length = 1; length < keepalive.length; length++) {
      JsonNode line = read(Arrays.copyOf(keepalive, length));
      assertThat(outcome(line)).isEqualTo("session-reset 1/2");
      assertThat(line.get("notification").get("data").asString())
          .isEqualTo(length < 18 ? "" : "0013");
    }
  }
}
