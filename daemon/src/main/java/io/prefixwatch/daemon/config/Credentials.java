package io.prefixwatch.daemon.config;

import java.nio.charset.StandardCharsets;

/**
 * A name and what proves it.
 *
 * @param user shown in no log either
 */
public record Credentials(String user, Secret password) {

  /** For who logs in only. */
  public String passwordText() {
    return new String(password.octets(), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
