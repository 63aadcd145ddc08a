package io.prefixwatch.bgp.mrt;

/**
 * Something damaged in a recording.
 *
 * @param offset octets from the start of the (decompressed) file to the record that is damaged
 * @param reason for people, without text from the file
 */
public record MrtFault(long offset, String reason) {

  @Override
  public String toString() {
    return "offset " + offset + ": " + reason;
  }
}
