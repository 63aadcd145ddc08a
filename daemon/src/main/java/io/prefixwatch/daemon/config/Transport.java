package io.prefixwatch.daemon.config;

/** What a sink that is no web client speaks below its protocol. */
public enum Transport {
  UDP("udp"),
  TCP("tcp"),
  TLS("tls"),
  /** Plain at first, and TLS before anything that matters. */
  STARTTLS("starttls");

  private final String label;

  Transport(String label) {
    this.label = label;
  }

  /** As written in the configuration. */
  public String label() {
    return label;
  }
}
