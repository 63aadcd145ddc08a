package io.prefixwatch.bgp.net;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.nio.ByteBuffer;

/**
 * The one place that asks the IPAddress library about text; strict, since people mistype. The
 * common forms are read by {@link AddressLiteral} without it.
 */
final class AddressParser {

  private static final IPAddressStringParameters STRICT =
      new IPAddressStringParameters.Builder()
          .allowAll(false)
          .allowEmpty(false)
          .allowSingleSegment(false)
          .allowPrefix(false)
          .allowMask(false)
          .setRangeOptions(RangeParameters.NO_RANGE)
          .getIPv4AddressParametersBuilder()
          .allow_inet_aton(false)
          .allowLeadingZeros(false)
          .allowBinary(false)
          .getParentBuilder()
          .getIPv6AddressParametersBuilder()
          .allowZone(false)
          .allowBase85(false)
          .allowBinary(false)
          .getParentBuilder()
          .toParams();

  private AddressParser() {}

  static Address parse(String text) {
    Address common = AddressLiteral.parse(text);
    return common == null ? parseByLibrary(text) : common;
  }

  /** Every form, and the last word on what is none. */
  static Address parseByLibrary(String text) {
    IPAddress parsed;
    try {
      parsed = new IPAddressString(text, STRICT).toAddress();
    } catch (AddressStringException e) {
      throw new IllegalArgumentException(notAnAddress(text), e);
    }
    if (parsed == null) {
      throw new IllegalArgumentException(notAnAddress(text));
    }
    ByteBuffer octets = ByteBuffer.wrap(parsed.getBytes());
    return parsed.isIPv4()
        ? Address.ipv4(octets.getInt())
        : Address.ipv6(octets.getLong(), octets.getLong());
  }

  private static String notAnAddress(String text) {
    return "\"" + text + "\" is not an IPv4 or IPv6 address";
  }
}
