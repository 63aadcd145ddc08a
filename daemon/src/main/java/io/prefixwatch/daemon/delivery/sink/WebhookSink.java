package io.prefixwatch.daemon.delivery.sink;

import io.prefixwatch.daemon.config.SinkSettings;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.store.OutboxRecord;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Posts each record to a URL, signed as Standard Webhooks has it. The receiver has it when it
 * answers with 2xx; {@code webhook-id} and {@code Idempotency-Key} are the same whenever a record
 * comes again.
 *
 * <p>408, 425, 429 and 5xx are offered again, no sooner than {@code Retry-After} says; any other
 * answer refuses the record for good. Redirects are not followed.
 */
public final class WebhookSink implements Sink {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final SinkSettings.Webhook settings;
  private final TargetGuard guard;
  private final @Nullable WebhookSignature signature;
  private final EventClock clock;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** A sink that has not connected yet. */
  public WebhookSink(SinkSettings.Webhook settings, EventClock clock) {
    this.settings = settings;
    this.guard = new TargetGuard(settings.allow());
    this.signature = settings.secret() == null ? null : new WebhookSignature(settings.secret());
    this.clock = clock;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public boolean wantsEvents() {
    return settings.events();
  }

  @Override
  public void write(OutboxRecord record) throws IOException {
    guard.check(settings.url());
    HttpResponse<Void> response;
    try {
      response = client.send(request(record), BodyHandlers.discarding());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    judge(response);
  }

  private HttpRequest request(OutboxRecord record) {
    byte[] body = withoutLineEnd(record.line());
    long seconds = clock.micros() / 1_000_000;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.url())
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("User-Agent", "prefixwatch")
            .header("Idempotency-Key", record.id())
            .header("webhook-id", record.id())
            .header("webhook-timestamp", Long.toString(seconds))
            .POST(BodyPublishers.ofByteArray(body));
    if (signature != null) {
      request.header("webhook-signature", signature.sign(record.id(), seconds, body));
    }
    return request.build();
  }

  private static byte[] withoutLineEnd(byte[] line) {
    int length = line.length;
    return length > 0 && line[length - 1] == '\n' ? Arrays.copyOf(line, length - 1) : line;
  }

  private void judge(HttpResponse<Void> response) throws IOException {
    int status = response.statusCode();
    if (status / 100 == 2) {
      return;
    }
    String answer = "the receiver answered " + status;
    if (status == 408 || status == 425 || status == 429 || status >= 500) {
      String after = response.headers().firstValue("Retry-After").orElse(null);
      throw new SinkBusyException(answer, after == null ? Duration.ZERO : pause(after));
    }
    throw new RecordRefusedException(answer);
  }

  /** Seconds, or a date (RFC 9110 section 10.2.3); nothing else makes us wait. */
  private Duration pause(String retryAfter) {
    Duration pause;
    try {
      pause =
          retryAfter.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(retryAfter))
              : Duration.between(clock.now(), date(retryAfter));
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
    if (pause.isNegative()) {
      return Duration.ZERO;
    }
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private static Instant date(String text) {
    return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
