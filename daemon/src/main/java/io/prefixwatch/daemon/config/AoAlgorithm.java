package io.prefixwatch.daemon.config;

/** The two algorithms that every TCP-AO speaks (RFC 5926 section 2.1). */
public enum AoAlgorithm {
  HMAC_SHA1("hmac-sha1"),
  AES_128_CMAC("aes-128-cmac");

  private final String label;

  AoAlgorithm(String label) {
    this.label = label;
  }

  /** As written in the configuration. */
  public String label() {
    return label;
  }
}
