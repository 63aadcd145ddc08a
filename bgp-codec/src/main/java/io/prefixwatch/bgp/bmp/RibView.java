package io.prefixwatch.bgp.bmp;

/** Which of a router's tables a message shows (RFC 7854 section 2, RFC 8671, RFC 9069). */
public enum RibView {
  /** Adj-RIB-In as received. */
  PRE_POLICY("pre-policy"),
  /** Adj-RIB-In after the router's import policy. */
  POST_POLICY("post-policy"),
  /** What the router would send to the peer, before its export policy. */
  ADJ_RIB_OUT_PRE_POLICY("adj-rib-out-pre-policy"),
  /** What the router sends to the peer. */
  ADJ_RIB_OUT_POST_POLICY("adj-rib-out-post-policy"),
  /** The routes that the router itself selected. */
  LOC_RIB("loc-rib");

  private final String label;

  RibView(String label) {
    this.label = label;
  }

  /** As written in configuration and logs. */
  public String label() {
    return label;
  }

  /** True for what the router sends, not what it receives. */
  public boolean isOut() {
    return this == ADJ_RIB_OUT_PRE_POLICY || this == ADJ_RIB_OUT_POST_POLICY;
  }
}
