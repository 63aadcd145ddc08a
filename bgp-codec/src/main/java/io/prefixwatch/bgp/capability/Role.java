package io.prefixwatch.bgp.capability;

import org.jspecify.annotations.Nullable;

/** BGP roles (RFC 9234 section 4.1): what a speaker is towards its neighbour. */
public enum Role {
  PROVIDER(0, "provider"),
  ROUTE_SERVER(1, "rs"),
  ROUTE_SERVER_CLIENT(2, "rs-client"),
  CUSTOMER(3, "customer"),
  PEER(4, "peer");

  private static final Role[] BY_CODE = values();

  private final int code;
  private final String label;

  Role(int code, String label) {
    this.code = code;
    this.label = label;
  }

  /** The role with this code point, or null if it is unassigned. */
  public static @Nullable Role of(int code) {
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
  }

  /** The role that configuration calls by this name, or null. */
  public static @Nullable Role ofLabel(String label) {
    for (Role role : BY_CODE) {
      if (role.label.equals(label)) {
        return role;
      }
    }
    return null;
  }

  public int code() {
    return code;
  }

  /** As written in configuration and JSON. */
  public String label() {
    return label;
  }

  /** What the other end must be (RFC 9234 table 2). */
  public Role counterpart() {
    return switch (this) {
      case PROVIDER -> CUSTOMER;
      case CUSTOMER -> PROVIDER;
      case ROUTE_SERVER -> ROUTE_SERVER_CLIENT;
      case ROUTE_SERVER_CLIENT -> ROUTE_SERVER;
      case PEER -> PEER;
    };
  }
}
