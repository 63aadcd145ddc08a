package io.prefixwatch.bgp.error;

import java.util.HashMap;
import java.util.Map;

/**
 * Code and subcode of a NOTIFICATION. Unassigned pairs are legal values without a name.
 *
 * @param code 0 to 255
 * @param subcode 0 to 255
 */
public record ErrorCode(int code, int subcode) {

  private static final Map<Integer, String> CODE_NAMES = new HashMap<>();
  private static final Map<ErrorCode, String> NAMES = new HashMap<>();

  // RFC 4271 section 6.1, message header
  public static final ErrorCode NOT_SYNCHRONIZED = named(1, 1, "connection-not-synchronized");
  public static final ErrorCode BAD_MESSAGE_LENGTH = named(1, 2, "bad-message-length");
  public static final ErrorCode BAD_MESSAGE_TYPE = named(1, 3, "bad-message-type");
  // RFC 4271 section 6.2, OPEN
  public static final ErrorCode OPEN_UNSPECIFIC = named(2, 0, "unspecific");
  public static final ErrorCode UNSUPPORTED_VERSION = named(2, 1, "unsupported-version-number");
  public static final ErrorCode BAD_PEER_AS = named(2, 2, "bad-peer-as");
  public static final ErrorCode BAD_BGP_IDENTIFIER = named(2, 3, "bad-bgp-identifier");
  public static final ErrorCode UNSUPPORTED_PARAMETER =
      named(2, 4, "unsupported-optional-parameter");
  public static final ErrorCode UNACCEPTABLE_HOLD_TIME = named(2, 6, "unacceptable-hold-time");
  public static final ErrorCode UNSUPPORTED_CAPABILITY = named(2, 7, "unsupported-capability");
  public static final ErrorCode ROLE_MISMATCH = named(2, 11, "role-mismatch"); // RFC 9234
  // RFC 4271 section 6.3, UPDATE
  public static final ErrorCode MALFORMED_ATTRIBUTE_LIST = named(3, 1, "malformed-attribute-list");
  public static final ErrorCode UNRECOGNIZED_WELL_KNOWN =
      named(3, 2, "unrecognized-well-known-attribute");
  public static final ErrorCode MISSING_WELL_KNOWN = named(3, 3, "missing-well-known-attribute");
  public static final ErrorCode ATTRIBUTE_FLAGS = named(3, 4, "attribute-flags-error");
  public static final ErrorCode ATTRIBUTE_LENGTH = named(3, 5, "attribute-length-error");
  public static final ErrorCode INVALID_ORIGIN = named(3, 6, "invalid-origin-attribute");
  public static final ErrorCode INVALID_NEXT_HOP = named(3, 8, "invalid-next-hop-attribute");
  public static final ErrorCode OPTIONAL_ATTRIBUTE = named(3, 9, "optional-attribute-error");
  public static final ErrorCode INVALID_NETWORK_FIELD = named(3, 10, "invalid-network-field");
  public static final ErrorCode MALFORMED_AS_PATH = named(3, 11, "malformed-as-path");
  public static final ErrorCode HOLD_TIMER_EXPIRED = named(4, 0, "hold-timer-expired");
  // RFC 6608
  public static final ErrorCode UNEXPECTED_IN_OPEN_SENT =
      named(5, 1, "unexpected-message-in-open-sent");
  public static final ErrorCode UNEXPECTED_IN_OPEN_CONFIRM =
      named(5, 2, "unexpected-message-in-open-confirm");
  public static final ErrorCode UNEXPECTED_IN_ESTABLISHED =
      named(5, 3, "unexpected-message-in-established");
  // RFC 4486
  public static final ErrorCode MAXIMUM_PREFIXES = named(6, 1, "maximum-number-of-prefixes");
  public static final ErrorCode ADMINISTRATIVE_SHUTDOWN = named(6, 2, "administrative-shutdown");
  public static final ErrorCode PEER_DECONFIGURED = named(6, 3, "peer-de-configured");
  public static final ErrorCode ADMINISTRATIVE_RESET = named(6, 4, "administrative-reset");
  public static final ErrorCode CONNECTION_REJECTED = named(6, 5, "connection-rejected");
  public static final ErrorCode CONFIGURATION_CHANGE = named(6, 6, "other-configuration-change");
  public static final ErrorCode COLLISION = named(6, 7, "connection-collision-resolution");
  public static final ErrorCode OUT_OF_RESOURCES = named(6, 8, "out-of-resources");
  public static final ErrorCode HARD_RESET = named(6, 9, "hard-reset"); // RFC 8538
  public static final ErrorCode BFD_DOWN = named(6, 10, "bfd-down"); // RFC 9384
  public static final ErrorCode REFRESH_LENGTH = named(7, 1, "invalid-message-length"); // RFC 7313
  public static final ErrorCode SEND_HOLD_TIMER_EXPIRED =
      named(8, 0, "send-hold-timer-expired"); // RFC 9687

  static {
    CODE_NAMES.put(1, "message-header-error");
    CODE_NAMES.put(2, "open-message-error");
    CODE_NAMES.put(3, "update-message-error");
    CODE_NAMES.put(4, "hold-timer-expired");
    CODE_NAMES.put(5, "finite-state-machine-error");
    CODE_NAMES.put(6, "cease");
    CODE_NAMES.put(7, "route-refresh-message-error");
    CODE_NAMES.put(8, "send-hold-timer-expired");
  }

  private static ErrorCode named(int code, int subcode, String name) {
    ErrorCode errorCode = new ErrorCode(code, subcode);
    NAMES.put(errorCode, name);
    return errorCode;
  }

  /** True for Cease (RFC 4486), whatever the subcode. */
  public boolean isCease() {
    return code == 6;
  }

  /**
   * True if the session should not come up again at once: the peer is at fault, or sends more
   * routes than we take.
   */
  public boolean callsForPause() {
    return !isCease() || equals(MAXIMUM_PREFIXES);
  }

  /** Such as {@code cease/administrative-shutdown}; {@code unknown} for what has no name. */
  public String label() {
    String codeName = CODE_NAMES.getOrDefault(code, "unknown");
    String name = NAMES.get(this);
    if (name == null) {
      return subcode == 0 ? codeName : codeName + "/unknown";
    }
    return name.equals(codeName) ? codeName : codeName + "/" + name;
  }

  /** Such as {@code 6/2}, the form engineers write. */
  @Override
  public String toString() {
    return code + "/" + subcode;
  }
}
