package io.prefixwatch.daemon.delivery.sink;

import io.prefixwatch.daemon.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of the Standard Webhooks specification, version 1: HMAC-SHA-256 over id, time and
 * body.
 */
final class WebhookSignature {

  private final SecretKeySpec key;

  WebhookSignature(Secret secret) {
    this.key = new SecretKeySpec(secret.octets(), "HmacSHA256");
  }

  /**
   * The value of header {@code webhook-signature}.
   *
   * @param seconds since 1970, as in header {@code webhook-timestamp}
   */
  String sign(String id, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }
}
