package io.prefixwatch.daemon.json;

import java.nio.charset.StandardCharsets;

/** The name of a member, quoted and with its colon, made once for lines that are written often. */
public final class JsonKey {

  private final byte[] octets;

  private JsonKey(byte[] octets) {
    this.octets = octets;
  }

  /** A name of ASCII letters, digits and underscores. */
  public static JsonKey of(String name) {
    return new JsonKey((",\"" + name + "\":").getBytes(StandardCharsets.US_ASCII));
  }

  /** Comma, name and colon; only for {@link JsonWriter}. */
  byte[] octets() {
    return octets;
  }
}
