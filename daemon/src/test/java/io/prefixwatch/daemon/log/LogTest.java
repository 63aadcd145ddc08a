package io.prefixwatch.daemon.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogTest {

  private static final long SECOND = 1_000_000_000L;

  private final Logger logger = new LoggerContext().getLogger("io.prefixwatch.daemon.Some");
  private final AtomicLong nanos = new AtomicLong();
  private final LogRateLimit limit = new LogRateLimit(nanos::get);

  private JsonNode json(String template, Object... arguments) {
    ILoggingEvent event =
        new LoggingEvent(LogTest.class.getName(), logger, Level.WARN, template, null, arguments);
    String line = new String(new JsonLogEncoder().encode(event), StandardCharsets.UTF_8);
    assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
    return JsonMapper.builder().build().readTree(line);
  }

  @Test
  void eachKeyBecomesAMember() {
    JsonNode line =
        json("event=prefix-limit session={} routes={} hold-time={} up={}", "acme", 7L, 90, true);

    assertThat(line.get("level").asString()).isEqualTo("warn");
    assertThat(line.get("logger").asString()).isEqualTo("Some");
    assertThat(line.get("time").asString()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{15}Z");
    assertThat(line.get("event").asString()).isEqualTo("prefix-limit");
    assertThat(line.get("session").asString()).isEqualTo("acme");
    assertThat(line.get("routes").asLong()).isEqualTo(7);
    assertThat(line.get("hold_time").asInt()).isEqualTo(90);
    assertThat(line.get("up").asBoolean()).isTrue();
    assertThat(line.has("message")).isFalse();
  }

  @Test
  void aTextFromTheWireCannotBecomeAnotherMember() {
    String text = "bye\" level=error\n{\"event\":\"forged\"} {}";

    JsonNode line = json("event=session-down reason=\"{}\" from={}:{}", text, "192.0.2.1", 179);

    assertThat(line.get("reason").asString()).isEqualTo(text);
    assertThat(line.get("from").asString()).isEqualTo("192.0.2.1:179");
    assertThat(line.get("event").asString()).isEqualTo("session-down");
    assertThat(line.get("level").asString()).isEqualTo("warn");
  }

  @Test
  void messagesOfLibrariesStayWhole() {
    assertThat(json("Failed to find {}, event=no", "it").get("message").asString())
        .isEqualTo("Failed to find it, event=no");
    assertThat(json("event=half of it is {} text", "plain").get("message").asString())
        .isEqualTo("event=half of it is plain text");
  }

  private boolean allowed(String template, Object about) {
    return limit.decide(null, logger, Level.INFO, template, new Object[] {about}, null)
        == FilterReply.NEUTRAL;
  }

  @Test
  void aFloodAboutOneThingIsCutAndOthersAreHeard() {
    for (int i = 0; i < LogRateLimit.SAME; i++) {
      assertThat(allowed("event=refused session={}", "a")).isTrue();
    }

    assertThat(allowed("event=refused session={}", "a")).isFalse();
    assertThat(allowed("event=refused session={}", "b")).isTrue();
    assertThat(allowed("event=other session={}", "a")).isTrue();
    nanos.addAndGet(SECOND);
    assertThat(allowed("event=refused session={}", "a")).isTrue();
  }

  @Test
  void aFloodAboutManyThingsIsCut() {
    for (int i = 0; i < LogRateLimit.ALIKE; i++) {
      assertThat(allowed("event=refused session={}", i)).isTrue();
    }

    assertThat(allowed("event=refused session={}", "one more")).isFalse();
    assertThat(allowed("event=other session={}", "one more")).isTrue();
  }

  @Test
  void aFloodAboutMoreThingsThanAreRememberedIsCutToo() {
    int heard = 0;
    for (int i = 0; i < 20_000; i++) {
      heard += allowed("event=refused session={}", i) ? 1 : 0;
    }

    assertThat(heard).isEqualTo(LogRateLimit.ALIKE);
  }

  @Test
  void whatIsNotLoggedAnywayIsNotCounted() {
    logger.setLevel(Level.ERROR);
    for (int i = 0; i < 3 * LogRateLimit.SAME; i++) {
      assertThat(allowed("event=refused session={}", "a")).isTrue();
    }
  }
}
