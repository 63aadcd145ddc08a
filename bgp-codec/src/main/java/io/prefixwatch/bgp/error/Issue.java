package io.prefixwatch.bgp.error;

/**
 * One thing wrong with an UPDATE, and what RFC 7606 makes of it.
 *
 * @param attribute type code of the path attribute, or {@link #NO_ATTRIBUTE}
 * @param offset octets from the start of the message (its marker) to where the fault begins
 * @param reason for people, without values from the wire beyond numbers
 * @param action what this issue alone costs
 * @param code the NOTIFICATION it would become, were it to reset the session (RFC 7606 section 5.2)
 */
public record Issue(int attribute, int offset, String reason, Disposition action, ErrorCode code) {

  /** In place of a type code where the fault is in no attribute. */
  public static final int NO_ATTRIBUTE = -1;
}
