package io.prefixwatch.daemon.rpki;

import static org.assertj.core.api.Assertions.assertThat;

import io.prefixwatch.bgp.attribute.AsPath;
import io.prefixwatch.bgp.attribute.AsPathBuilder;
import io.prefixwatch.bgp.attribute.SegmentType;
import io.prefixwatch.daemon.fixture.SharedData;
import io.prefixwatch.monitor.rpki.AspaPath;
import io.prefixwatch.monitor.rpki.AspaTable;
import io.prefixwatch.monitor.rpki.AspaVerdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The published vectors of path verification, read from where they lie. */
class AspaVectorsTest {

  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void agreesWithTheDraftsVectors() {
    JsonNode file = mapper.readTree(SharedData.path("aspa/aspa-draft-vectors.json"));
    AspaTable aspas = table(file.get("aspas"));
    int checked = 0;

    for (JsonNode vector : file.get("cases")) {
      boolean anyNeighbour = vector.get("rs_client").booleanValue();
      long neighbour = anyNeighbour ? AspaPath.ANY_NEIGHBOUR : vector.get("neighbor").longValue();
      check(vector, AspaPath.of(path(vector.get("path")), neighbour, aspas));
      checked++;
    }

    assertThat(checked).isEqualTo(49);
  }

  @Test
  void agreesWithTheExamplesOfNistAndTheirRamps() {
    JsonNode file = mapper.readTree(SharedData.path("aspa/aspa-nist-2025.json"));
    int checked = 0;

    for (JsonNode set : file.get("sets")) {
      AspaTable aspas = table(set.get("aspas"));
      for (JsonNode vector : set.get("cases")) {
        AspaPath path =
            AspaPath.of(path(vector.get("path")), vector.get("path").get(0).longValue(), aspas);
        check(vector, path);
        checkRamp(vector, "max_up_ramp", path.maxUp());
        checkRamp(vector, "min_up_ramp", path.minUp());
        checkRamp(vector, "max_down_ramp", path.maxDown());
        checkRamp(vector, "min_down_ramp", path.minDown());
        checked++;
      }
    }

    assertThat(checked).isEqualTo(25);
  }

  private static void check(JsonNode vector, AspaPath path) {
    AspaVerdict verdict =
        vector.get("procedure").stringValue().equals("upstream")
            ? path.upstream()
            : path.downstream();
    assertThat(verdict.label())
        .as(vector.get("id").stringValue())
        .isEqualTo(vector.get("expect").stringValue());
  }

  private static void checkRamp(JsonNode vector, String name, int actual) {
    JsonNode expected = vector.get(name);
    if (expected != null && expected.isNumber()) {
      assertThat(actual)
          .as(vector.get("id").stringValue() + " " + name)
          .isEqualTo(expected.intValue());
    }
  }

  private static AspaTable table(JsonNode aspas) {
    Map<Long, Set<Long>> sets = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : aspas.properties()) {
      Set<Long> providers = new HashSet<>();
      entry.getValue().forEach(provider -> providers.add(provider.longValue()));
      sets.put(Long.parseLong(entry.getKey()), providers);
    }
    return AspaTable.of(sets);
  }

  private static AsPath path(JsonNode hops) {
    AsPathBuilder path = new AsPathBuilder();
    for (JsonNode hop : hops) {
      if (hop.isArray()) {
        path.segment(SegmentType.AS_SET);
        hop.forEach(member -> path.hop(member.longValue()));
      } else {
        path.segment(SegmentType.AS_SEQUENCE).hop(hop.longValue());
      }
    }
    return path.build();
  }
}
