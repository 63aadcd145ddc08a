package io.prefixwatch.daemon.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * One incident as a script: who sends what, and when.
 *
 * @param title what happened and when
 * @param text for a newcomer
 * @param steps in order
 */
record Scenario(String title, String text, List<Step> steps) {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * One thing that a router does; what is null it does not do.
   *
   * @param session which router
   * @param announce prefixes to announce with the path
   * @param path neighbour first
   * @param communities of the announcement
   * @param withdraw prefixes to withdraw
   * @param endOfRib say End-of-RIB for both families
   * @param cease end the session with this Cease subcode's name
   * @param connect bring the session up again
   * @param pauseMillis wait
   */
  record Step(
      @Nullable String session,
      @Nullable List<String> announce,
      @Nullable List<Long> path,
      @Nullable List<String> communities,
      @Nullable List<String> withdraw,
      @JsonProperty("end_of_rib") boolean endOfRib,
      @Nullable String cease,
      boolean connect,
      @JsonProperty("pause_ms") int pauseMillis) {}

  /** Reads a scenario that is packed with the program. */
  static Scenario load(String name) throws IOException {
    String resource = "/demo/scenarios/" + name + ".json";
    try (InputStream in = Scenario.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("no such scenario: " + name);
      }
      return MAPPER.readValue(in, Scenario.class);
    }
  }
}
