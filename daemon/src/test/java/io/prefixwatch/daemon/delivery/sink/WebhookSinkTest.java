package io.prefixwatch.daemon.delivery.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.daemon.config.HttpTarget;
import io.prefixwatch.daemon.config.RecordFormat;
import io.prefixwatch.daemon.config.Secret;
import io.prefixwatch.daemon.config.SinkCommon;
import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.delivery.render.Rendering;
import io.prefixwatch.daemon.fixture.ScriptedReceiver;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.store.OutboxRecord;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A webhook against a real server on loopback. */
class WebhookSinkTest {

  private static final Prefix LOOPBACK = Prefix.parse("127.0.0.0/8");
  private static final Secret SECRET =
      Secret.of(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
  private static final OutboxRecord RECORD =
      new OutboxRecord(
          1, "inc-1-1", 1, 0, null, "{\"test\": 2432232314}\n".getBytes(StandardCharsets.UTF_8));

  private RecordFormat format = RecordFormat.NATIVE;
  private ScriptedReceiver receiver;

  @BeforeEach
  void listen() {
    receiver = new ScriptedReceiver();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  private WebhookSink sink(@Nullable Secret secret, List<Prefix> allow) {
    return new WebhookSink(
        new SinkSettings.Webhook(SinkCommon.named("soc"), receiver.target("/hook", allow), secret),
        Rendering.of(format, "192.0.2.1"),
        new EventClock());
  }

  @Test
  void postsTheRecordUnderItsId() throws Exception {
    sink(null, List.of(LOOPBACK)).write(RECORD);

    ScriptedReceiver.Request request = receiver.next();
    assertThat(request.body()).isEqualTo("{\"test\": 2432232314}");
    assertThat(request.headers().getFirst("Idempotency-Key")).isEqualTo("inc-1-1");
    assertThat(request.headers().getFirst("webhook-id")).isEqualTo("inc-1-1");
    assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/json");
    assertThat(request.headers().containsKey("webhook-signature")).isFalse();
  }

  @Test
  void saysWhatItsRenderingIs() throws Exception {
    format = RecordFormat.CLOUDEVENTS;

    sink(null, List.of(LOOPBACK)).write(RECORD);

    ScriptedReceiver.Request request = receiver.next();
    assertThat(request.body()).startsWith("{\"specversion\":\"1.0\",\"id\":\"inc-1-1\"");
    assertThat(request.headers().getFirst("Content-Type"))
        .isEqualTo("application/cloudevents+json");
  }

  /** The path of such a URL is often what keeps others from posting to it. */
  @Test
  void showsOnlyTheHostOfItsUrl() {
    HttpTarget target =
        new HttpTarget(URI.create("https://soc.example/T0/s3cret?k=s3cret"), List.of());

    assertThat(target).hasToString("https://soc.example/(secret) allow []");
  }

  /** The example of the specification, signed by another program. */
  @Test
  void signsAsTheSpecificationShows() {
    String signature =
        new WebhookSignature(SECRET)
            .sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1_614_265_330L,
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));

    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void signsEachRequestOverItsTime() throws Exception {
    sink(SECRET, List.of(LOOPBACK)).write(RECORD);

    ScriptedReceiver.Request request = receiver.next();
    long seconds = Long.parseLong(request.headers().getFirst("webhook-timestamp"));
    assertThat(request.headers().getFirst("webhook-signature"))
        .isEqualTo(
            new WebhookSignature(SECRET)
                .sign("inc-1-1", seconds, request.body().getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 503})
  void comesAgainWhenTheReceiverIsBusy(int code) {
    receiver.answer(code);

    assertThatThrownBy(() -> sink(null, List.of(LOOPBACK)).write(RECORD))
        .isInstanceOf(SinkBusyException.class)
        .hasMessage("the receiver answered " + code);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 404, 410, 422})
  void givesARecordUpThatTheReceiverWillNeverTake(int code) {
    receiver.answer(code);

    assertThatThrownBy(() -> sink(null, List.of(LOOPBACK)).write(RECORD))
        .isInstanceOf(RecordRefusedException.class)
        .hasMessage("the receiver answered " + code);
  }

  @Test
  void waitsAsLongAsItIsAskedTo() {
    receiver.answer(429, Map.of("Retry-After", "17"));

    assertThatThrownBy(() -> sink(null, List.of(LOOPBACK)).write(RECORD))
        .isInstanceOfSatisfying(
            SinkBusyException.class,
            busy -> assertThat(busy.pause()).isEqualTo(Duration.ofSeconds(17)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-5", "99999999999999999999", ""})
  void isNotToldToWaitByNonsense(String retryAfter) {
    receiver.answer(503, Map.of("Retry-After", retryAfter));

    assertThatThrownBy(() -> sink(null, List.of(LOOPBACK)).write(RECORD))
        .isInstanceOfSatisfying(
            SinkBusyException.class, busy -> assertThat(busy.pause()).isEqualTo(Duration.ZERO));
  }

  @Test
  void doesNotGoToAPrivateAddressUnasked() {
    assertThatIOException()
        .isThrownBy(() -> sink(null, List.of()).write(RECORD))
        .withMessage(
            "host 127.0.0.1 is at 127.0.0.1, which is not a public address; add it to the sink's"
                + " allow if it is meant");
    assertThat(receiver.isQuiet()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.1.2.3/", "http://169.254.169.254/", "http://[::1]/", "http://[fe80::1]/",
        "http://[::ffff:10.0.0.1]/", "http://0.0.0.0/", "http://[fd00::1]/", "http://100.64.0.1/"
      })
  void knowsWhatIsNotPublic(String url) {
    TargetGuard guard = new TargetGuard(List.of());

    assertThatIOException().isThrownBy(() -> guard.check(URI.create(url)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://192.0.2.1/", "https://[2001:db8::1]/", "https://8.8.8.8/"})
  void goesToPublicAddresses(String url) throws Exception {
    new TargetGuard(List.of()).check(URI.create(url));
  }
}
