package io.prefixwatch.daemon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class DemoIT {

  @Test
  void opensAndClosesAtLeastSixKindsOverRealSessions() throws IOException, InterruptedException {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    StringWriter stderr = new StringWriter();

    boolean complete = new Demo(stdout, new PrintWriter(stderr, true), false, false, null).run();

    Map<String, Integer> opened = new HashMap<>();
    Map<String, Integer> closed = new HashMap<>();
    ObjectMapper mapper = new ObjectMapper();
    List<String> lines = stdout.toString(StandardCharsets.UTF_8).lines().toList();
    for (String line : lines) {
      JsonNode alert = mapper.readTree(line);
      String action = alert.get("action").asString();
      if (!action.equals("update")) {
        Map<String, Integer> count = action.equals("open") ? opened : closed;
        count.merge(alert.get("kind").asString(), 1, Integer::sum);
      }
    }
    assertThat(complete).isTrue();
    assertThat(opened)
        .containsOnlyKeys(
            "hijack.origin",
            "hijack.more-specific",
            "hijack.forged-path",
            "leak.partner",
            "leak.more-specific",
            "availability.lost",
            "availability.on-backup",
            "session.down");
    assertThat(closed).isEqualTo(opened);
    assertThat(stderr.toString()).contains("YouTube, 24 February 2008", "OPENED", "CLOSED");
    assertThat(stderr.toString()).containsPattern("http://127\\.0\\.0\\.1:\\d+/");
  }
}
