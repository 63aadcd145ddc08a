package io.prefixwatch.bgp.bmp;

/**
 * Something damaged in what a router sends.
 *
 * @param offset octets of the connection before the message that is damaged
 * @param reason for people, without text from the wire
 */
public record BmpFault(long offset, String reason) {

  @Override
  public String toString() {
    return "offset " + offset + ": " + reason;
  }
}
