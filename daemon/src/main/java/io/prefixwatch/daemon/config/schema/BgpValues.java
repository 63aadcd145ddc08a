package io.prefixwatch.daemon.config.schema;

import io.prefixwatch.bgp.attribute.Communities;
import io.prefixwatch.bgp.net.Address;
import io.prefixwatch.bgp.net.Asn;
import io.prefixwatch.bgp.net.Family;
import io.prefixwatch.bgp.net.Prefix;
import io.prefixwatch.bgp.net.RouterId;
import io.prefixwatch.daemon.config.ListenAddress;
import io.prefixwatch.daemon.config.Secret;
import io.prefixwatch.monitor.registry.PathPattern;
import java.util.Locale;

/** Values of the field: AS numbers, prefixes, addresses, communities. */
public final class BgpValues {

  private static final String ASN_HINT = "a plain number from 1 to 4294967295, such as 64500";

  private static final String PREFIX_HINT = "such as 203.0.113.0/24 or 2001:db8::/32";

  private BgpValues() {}

  /** Plain decimal; AS 0 stands for nobody and is none. */
  public static long asn(String text) throws BadValue {
    if (Values.isDecimal(text, 10)) {
      long asn = Long.parseLong(text);
      if (asn == 0) {
        throw BadValue.of("is reserved and never an AS number", ASN_HINT);
      }
      if (!Asn.isInRange(asn)) {
        throw BadValue.of("is larger than the last AS number", ASN_HINT);
      }
      return asn;
    }
    throw notAnAsn(text);
  }

  private static BadValue notAnAsn(String text) {
    String complaint = "is not an AS number";
    String digits = text.toUpperCase(Locale.ROOT).startsWith("AS") ? text.substring(2) : text;
    String trimmed = digits.replaceFirst("^0+(?=[0-9])", "");
    if (!trimmed.equals(text) && Values.isDecimal(trimmed, 10)) {
      return BadValue.telling(complaint, "write " + trimmed);
    }
    int dot = text.indexOf('.');
    if (dot > 0
        && !text.endsWith(".0")
        && Values.isDecimal(text.substring(0, dot), 5)
        && Values.isDecimal(text.substring(dot + 1), 5)) {
      long plain =
          Long.parseLong(text.substring(0, dot)) * 65_536 + Long.parseLong(text.substring(dot + 1));
      return BadValue.telling(
          complaint, "asdot is ambiguous in a number; write " + plain + " if that is meant");
    }
    return BadValue.of(complaint, ASN_HINT);
  }

  /** The AS number of a router: neither AS 0 nor AS_TRANS, which no router has. */
  public static long routerAsn(String text) throws BadValue {
    long asn = asn(text);
    if (asn == Asn.TRANS) {
      throw BadValue.of(
          "is AS_TRANS, which stands for any number over 65535", "write the real AS number");
    }
    return asn;
  }

  /** A prefix without host bits. */
  public static Prefix prefix(String text) throws BadValue {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw BadValue.of("is a prefix without a length", PREFIX_HINT);
    }
    Address address;
    try {
      address = Address.parse(text.substring(0, slash));
    } catch (IllegalArgumentException e) {
      throw BadValue.of("is not a prefix", PREFIX_HINT);
    }
    String digits = text.substring(slash + 1);
    int max = address.ipv6() ? 128 : 32;
    if (!Values.isDecimal(digits, 3) || Integer.parseInt(digits) > max) {
      throw BadValue.of("has an impossible length", "0 to " + max);
    }
    Prefix prefix =
        new Prefix(address.ipv6(), address.hi(), address.lo(), Integer.parseInt(digits));
    if (!prefix.address().equals(address)) {
      throw BadValue.telling("has bits set beyond its length", "did you mean " + prefix + "?");
    }
    return prefix;
  }

  /** One host address. */
  public static Address address(String text) throws BadValue {
    Address address;
    try {
      address = Address.parse(text);
    } catch (IllegalArgumentException e) {
      throw BadValue.of(
          "is not an IP address", "such as 192.0.2.1 or 2001:db8::1, no name, length or zone");
    }
    if (address.isMappedIpv4()) {
      throw BadValue.telling("is an IPv4 address in IPv6", "write " + address.unmapped());
    }
    return address;
  }

  /** The address of a router that opens or accepts a connection. */
  public static Address peerAddress(String text) throws BadValue {
    Address address = address(text);
    boolean unspecified = address.hi() == 0 && address.lo() == 0;
    boolean multicast = address.ipv6() ? address.hi() >>> 56 == 0xFF : address.hi() >>> 60 == 0xE;
    if (unspecified || multicast) {
      throw BadValue.of("is no router's address", "the address its connections come from");
    }
    return address;
  }

  /** {@code 127.0.0.1:1790} or {@code [::]:179}. */
  public static ListenAddress listen(String text) throws BadValue {
    BadValue bad =
        BadValue.of("is not an address and port", "such as 0.0.0.0:179 or [::]:179; no host names");
    int colon = text.lastIndexOf(':');
    if (colon < 1 || !Values.isDecimal(text.substring(colon + 1), 5)) {
      throw bad;
    }
    int port = Integer.parseInt(text.substring(colon + 1));
    String host = text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]") && host.length() > 2;
    Address address;
    try {
      address = Address.parse(bracketed ? host.substring(1, host.length() - 1) : host);
    } catch (IllegalArgumentException e) {
      throw bad;
    }
    if (address.ipv6() != bracketed) {
      throw bad;
    }
    if (port > 65_535) {
      throw BadValue.of("has an impossible port", "0 to 65535");
    }
    return new ListenAddress(address, port);
  }

  /** Four octets, not all zero. */
  public static RouterId routerId(String text) throws BadValue {
    try {
      return RouterId.parse(text);
    } catch (IllegalArgumentException e) {
      throw BadValue.of(
          "is not a router id", "four octets such as 192.0.2.1, not 0.0.0.0 and not IPv6");
    }
  }

  /** A key shared with a peer. Its text is never told. */
  public static Secret secret(String text) throws BadValue {
    if (text.isEmpty() || text.length() > Secret.MAX_OCTETS) {
      throw BadValue.ofSecret("has an impossible length", "1 to " + Secret.MAX_OCTETS + " octets");
    }
    // Beyond ASCII, routers do not agree on the octets; a control character is a slip.
    if (!text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw BadValue.ofSecret(
          "has a character that routers read differently", "visible ASCII characters and blanks");
    }
    return Secret.of(text);
  }

  /** A standard community as its 32 bits. */
  public static int community(String text) throws BadValue {
    try {
      return Communities.parse(text);
    } catch (IllegalArgumentException e) {
      throw BadValue.of("is not a community", "two numbers up to 65535, such as 64500:666");
    }
  }

  /** A standard or a large community, as text. */
  public static String anyCommunity(String text) throws BadValue {
    String[] parts = text.split(":", -1);
    if (parts.length == 3) {
      for (String part : parts) {
        if (!Values.isDecimal(part, 10) || Long.parseLong(part) > Asn.MAX) {
          throw BadValue.of(
              "is not a large community", "three numbers up to 4294967295, such as 64500:1:2");
        }
      }
      return text;
    }
    return Communities.format(community(text));
  }

  /** A family whose routes we look into. */
  public static Family family(String text) throws BadValue {
    String label =
        Values.word(Family.IPV4_UNICAST.label(), Family.IPV6_UNICAST.label()).parse(text);
    return label.equals(Family.IPV4_UNICAST.label()) ? Family.IPV4_UNICAST : Family.IPV6_UNICAST;
  }

  /** A declared path pattern: ASNs, {@code ?}, {@code *} and {@code [a|b]}, by blanks. */
  public static PathPattern pathPattern(String text) throws BadValue {
    int tokens = 0;
    for (String token : Values.text(text).strip().split(" +", -1)) {
      tokens++;
      boolean wildcard = token.equals("?") || token.equals("*");
      boolean choice = token.startsWith("[") && token.endsWith("]") && token.length() > 2;
      String asns = choice ? token.substring(1, token.length() - 1) : token;
      for (String asn : asns.split("\\|", -1)) {
        if (!wildcard && !(Values.isDecimal(asn, 10) && Asn.isInRange(Long.parseLong(asn)))) {
          throw BadValue.of(
              "is not a path pattern",
              "AS numbers, ? for one, * for any run, [64496|64497] for a choice, by blanks");
        }
      }
    }
    if (tokens > PathPattern.MAX_TOKENS) {
      throw BadValue.of(
          "has " + tokens + " tokens", PathPattern.MAX_TOKENS + " at most; * stands for any run");
    }
    return PathPattern.parse(text);
  }
}
