package io.prefixwatch.daemon.delivery.sink;

import io.prefixwatch.daemon.config.HttpTarget;
import io.prefixwatch.daemon.pipeline.EventClock;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
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
import java.util.Map;

/**
 * Posts to one URL, for every sink that does. The receiver has it when it answers with 2xx within
 * ten seconds.
 *
 * <p>408, 425, 429 and 5xx are worth another attempt, no sooner than {@code Retry-After} says; any
 * other answer is for good. Redirects are not followed. What is thrown names the host at most: the
 * rest of the URL may be the secret.
 */
final class HttpDelivery {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final URI url;
  private final TargetGuard guard;
  private final EventClock clock;
  private final HttpClient client;

  HttpDelivery(HttpTarget target, EventClock clock) {
    this.url = target.url();
    this.guard = new TargetGuard(target.allow());
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * Posts once.
   *
   * @param headers beside {@code User-Agent}
   * @throws RecordRefusedException if the receiver will never take it
   * @throws SinkBusyException if it says itself that it cannot take it now
   * @throws IOException if it cannot be reached, or may not be
   */
  void post(byte[] body, Map<String, String> headers) throws IOException {
    guard.check(url);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .header("User-Agent", "prefixwatch")
            .POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      judge(client.send(request.build(), BodyHandlers.discarding()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
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
}
